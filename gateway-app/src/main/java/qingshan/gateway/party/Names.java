package qingshan.gateway.party;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.season.Kinds;
import qingshan.gateway.season.load.Ids;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.party.PartyKind;
import qingshan.rules.value.Id;

/** Printed numbers and names behind the ids of the ledger, in the organization's own database. */
@Singleton
public final class Names {
    private final Db db;

    Names(Db db) {
        this.db = db;
    }

    /**
     * A card that this organization printed.
     *
     * @param card its id on the ledger
     * @param number as printed
     * @param party whose it is
     * @param person who that is
     */
    public record Named(Id card, String number, Id party, Person person) {}

    private static final String SELECT = "SELECT o.id, o.number, o.party, o.name, o.village, o.mobile, o.identity"
            + " FROM own.card o JOIN read.card c ON c.card = o.id";

    private Optional<Named> one(String where, String value) {
        return db.one(
                SELECT + where,
                row -> new Named(
                        new Id(row.getString(1)),
                        row.getString(2),
                        new Id(row.getString(3)),
                        new Person(row.getString(4), row.getString(5), row.getString(6), row.getString(7))),
                value);
    }

    /** The card of a printed number, if it is on the ledger. */
    public Optional<Named> ofNumber(String number) {
        return one(" WHERE o.number = ?", number).or(() -> one(" WHERE o.number = ?", Numbers.printed(number)));
    }

    /** A card by its id. */
    public Optional<Named> ofCard(String card) {
        return one(" WHERE o.id = ?", card);
    }

    /** The card that a party was given first, lost or not, and with it who the party is. */
    public Optional<Named> ofParty(String party) {
        return one(" WHERE o.party = ? ORDER BY o.kept_at, o.number LIMIT 1", party);
    }

    /** The printed numbers of a party's cards. */
    List<String> numbers(Id party) {
        return db.list(
                "SELECT number FROM own.card WHERE party = ? ORDER BY kept_at, number",
                row -> row.getString(1),
                party.value());
    }

    /** Makes the ids of printed numbers, always the same. */
    public Ids ids() {
        return db.transact(Ids::of);
    }

    /** Keeps who holds a printed card; what is there under its id is replaced. */
    public void keepCard(Id card, String number, Id party, PartyKind kind, Person person) {
        db.update(
                """
                INSERT INTO own.card (id, number, party, kind, name, village, mobile, identity)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET party = excluded.party, kind = excluded.kind, name = excluded.name,
                    village = excluded.village, mobile = excluded.mobile, identity = excluded.identity""",
                card.value(),
                number,
                party.value(),
                Kinds.label(kind),
                person.name(),
                person.village(),
                person.mobile(),
                person.identity());
    }

    /**
     * Who a party is said to be.
     *
     * @param kind in the words of a market's tables
     */
    record Said(String kind, Person person) {}

    /** What is kept of a party. */
    Optional<Said> said(Id party) {
        return db.one(
                "SELECT kind, name, village, mobile, identity FROM own.card WHERE party = ? ORDER BY kept_at, number LIMIT 1",
                row -> new Said(
                        row.getString(1),
                        new Person(row.getString(2), row.getString(3), row.getString(4), row.getString(5))),
                party.value());
    }

    /**
     * A party's person as it may be kept: telephone and identity number in the one form they have. What was kept before is
     * kept, whatever it is, for imports are not asked.
     *
     * @throws WebRefusal BAD_VALUE of {@code mobile} or {@code identity}; IDENTITY_TAKEN if another party has that number
     */
    public Person checked(Id party, Person said) {
        Person before = said(party).map(Said::person).orElse(said.without());
        boolean isSame = before.identity().equals(said.identity());
        String mobile = before.mobile().equals(said.mobile()) ? said.mobile() : Numbers.telephone(said.mobile());
        String identity = isSame ? said.identity() : Numbers.identity(said.identity());
        if (!isSame && !identity.isEmpty()) {
            refuseTaken(party, identity);
        }
        return new Person(said.name(), said.village(), mobile, identity);
    }

    private void refuseTaken(Id party, String identity) {
        Optional<String> other = db.one(
                "SELECT number FROM own.card WHERE upper(identity) = ? AND party <> ? ORDER BY kept_at, number LIMIT 1",
                row -> row.getString(1),
                identity,
                party.value());
        if (other.isPresent()) {
            throw WebRefusal.of(
                    HttpStatus.CONFLICT,
                    "IDENTITY_TAKEN",
                    JsonObject.of("field", "identity").with("card", other.get()));
        }
    }

    /**
     * Corrects what is kept here and on no ledger: name, telephone, identity number. What was said before is kept beside it,
     * for the commitment on the ledger was made of what was registered. The same once more changes nothing.
     */
    public void correct(Staff staff, Id party, Person person) {
        db.update(
                """
                WITH former AS (
                    INSERT INTO own.former_person (party, staff, name, mobile, identity)
                    SELECT c.party, ?, c.name, c.mobile, c.identity FROM own.card c
                    WHERE c.party = ? AND (c.name, c.mobile, c.identity) IS DISTINCT FROM (?, ?, ?)
                    ORDER BY c.kept_at, c.number LIMIT 1)
                UPDATE own.card SET name = ?, mobile = ?, identity = ? WHERE party = ?""",
                staff.name(),
                party.value(),
                person.name(),
                person.mobile(),
                person.identity(),
                person.name(),
                person.mobile(),
                person.identity(),
                party.value());
    }

    /** Keeps who a party is, with each of its cards. */
    void keepParty(Id party, Said said) {
        Person person = said.person();
        db.update(
                "UPDATE own.card SET kind = ?, name = ?, village = ?, mobile = ?, identity = ? WHERE party = ?",
                said.kind(),
                person.name(),
                person.village(),
                person.mobile(),
                person.identity(),
                party.value());
    }

    /** Forgets a card that the ledger did not take. */
    void forgetCard(Id card) {
        db.update(
                "DELETE FROM own.card o WHERE o.id = ? AND NOT EXISTS (SELECT 1 FROM read.card c WHERE c.card = o.id)",
                card.value());
    }

    /**
     * Number, holder's card and place of a plot.
     *
     * @param card its printed number
     */
    public record Lies(String number, String card, String longitude, String latitude) {}

    /**
     * Keeps them before the ledger is told, so that a plot on the ledger always has them here; what was there before comes
     * back if the ledger refuses.
     */
    public void keepingPlot(Id plot, Lies lies, Runnable telling) {
        Optional<Lies> before = db.one(
                "SELECT number, card, longitude, latitude FROM own.plot WHERE id = ?",
                row -> new Lies(row.getString(1), row.getString(2), row.getString(3), row.getString(4)),
                plot.value());
        keepPlot(plot, lies);
        telling(
                telling,
                () -> before.ifPresentOrElse(
                        there -> keepPlot(plot, there),
                        () -> db.update("DELETE FROM own.plot WHERE id = ?", plot.value())));
    }

    /** Tells the ledger; if it refuses, which nobody who got no answer can know, what was kept is undone. */
    static void telling(Runnable telling, Runnable undoing) {
        try {
            telling.run();
        } catch (WebRefusal refusal) {
            if (refusal.problem().status().getCode() < 500) {
                undoing.run();
            }
            throw refusal;
        }
    }

    /** Keeps a plot's printed number, whose it is, and where it lies. */
    public void keepPlot(Id plot, Lies lies) {
        db.update("""
                INSERT INTO own.plot (id, number, card, longitude, latitude) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET card = excluded.card, longitude = excluded.longitude,
                    latitude = excluded.latitude""", plot.value(), lies.number(), lies.card(), lies.longitude(), lies.latitude());
    }
}
