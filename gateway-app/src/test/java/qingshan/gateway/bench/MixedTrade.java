package qingshan.gateway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Enroller;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.Outcome;
import qingshan.rules.Opening;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Loss;
import qingshan.rules.card.Slip;
import qingshan.rules.consent.ConsentCommand;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.party.Consent;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.party.Reader;
import qingshan.rules.party.Withdrawal;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;

/**
 * Clients of a market day who do all sorts of things, each with people of its own: registrations, cards, slips signed and
 * attested, losses, consents, and now and then what must be refused.
 */
public final class MixedTrade {
    private static final Note REASON = new Note("a day at the market");
    private static final long YEAR_MS = 365L * 24 * 60 * 60 * 1000;
    /** More than anybody here ever holds. */
    private static final long TOO_MUCH = 900_000_000;

    private final Village village;

    /**
     * Makes market, scale and season.
     *
     * @param name tells those of one ledger apart
     */
    public MixedTrade(Ledger ledger, String name) {
        village = new Village(new Sender(ledger), name).found();
    }

    /** Enrols all who submit. */
    public static List<Actor> enrol(Enroller enroller) {
        List<Actor> actors = new ArrayList<>();
        for (Staff one : Staff.values()) {
            actors.add(enroller.enroll(one.actor().mspId(), one.actor().name(), one.attributes()));
        }
        return actors;
    }

    /** One who trades; its people are registered by this. */
    public Client client(int number, long seed) {
        return new Client(number, new Random(seed));
    }

    /** Makes one command after the other, and is told what came of each. Used by one thread at a time. */
    public final class Client {
        private final int number;
        private final Random random;
        private final Village.Trio people;
        /** Grams that the trader holds and the ledger has said so. */
        private long held;

        private long due;
        private boolean consented;
        private int registered;
        private @Nullable Id unissued;

        private Client(int number, Random random) {
            this.number = number;
            this.random = random;
            this.people = village.trio(number);
        }

        /** The next one. */
        public Command next() {
            due = 0;
            int dice = random.nextInt(100);
            if (dice < 30) {
                return signed(Slip.Source.HARVEST, people.grower(), people.trader(), grams(), 1);
            }
            if (dice < 50) {
                return held < 3_000
                        ? bought()
                        : signed(Slip.Source.HOLDING, people.trader(), people.factory(), grams(), -1);
            }
            if (dice < 60) {
                return bought();
            }
            if (dice < 68) {
                return held < 100 ? bought() : loss(100);
            }
            if (dice < 72) {
                return loss(TOO_MUCH); // must be refused
            }
            return dice < 84 ? consent() : registration();
        }

        /** What came of the last one; an outcome that is known. */
        public void answered(Outcome outcome) {
            if (outcome instanceof Outcome.Committed) {
                held += due;
            }
        }

        private long grams() {
            return 1_000L + random.nextInt(20) * 100L;
        }

        private Command bought() {
            long grams = grams();
            Opening opening = village.opening(grams);
            Slip slip = village.slip(
                    Slip.Source.HARVEST,
                    people.grower().card(),
                    people.trader().card(),
                    grams,
                    opening,
                    null,
                    new Witnesses(village.market(), Village.SCALE, List.of()));
            due = grams;
            return Sender.submission(
                    Staff.CLERK, new CardCommand.RecordSlip(village.next(), slip, List.of()), Sender.single(opening));
        }

        private Command signed(Slip.Source source, HolderKey seller, HolderKey buyer, long grams, int sign) {
            Opening opening = village.opening(grams);
            Witnesses signers = new Witnesses(null, null, List.of(seller.next(), buyer.next()));
            Slip slip = village.slip(source, seller.card(), buyer.card(), grams, opening, null, signers);
            JsonObject body = Records.write(slip, Slip.class);
            due = sign * grams;
            return Sender.submission(
                    Staff.CLERK,
                    new CardCommand.RecordSlip(null, slip, EveryCommand.signatures("slip", body, seller, buyer)),
                    Sender.single(opening));
        }

        private Command loss(long grams) {
            Loss loss = new Loss(
                    Village.SEASON,
                    people.trader().card(),
                    Village.LEAF,
                    Village.GRADE,
                    new Grams(grams),
                    REASON,
                    village.at(),
                    new Witnesses(village.market(), null, List.of()));
            due = -grams;
            return plain(Staff.CLERK, new CardCommand.RecordLoss(village.next(), loss, List.of()));
        }

        private Command consent() {
            HolderKey grower = people.grower();
            LedgerTime at = village.at();
            if (consented) {
                consented = false;
                Withdrawal withdrawal = new Withdrawal(
                        grower.card(), Reader.PUBLIC, Consent.Scope.NAME, at, EveryCommand.signers(grower));
                JsonObject body = Records.write(withdrawal, Withdrawal.class);
                return plain(
                        Staff.CLERK,
                        new ConsentCommand.WithdrawConsent(
                                null, withdrawal, EveryCommand.signatures("withdrawal", body, grower)));
            }
            consented = true;
            Consent consent = new Consent(
                    grower.card(),
                    Reader.PUBLIC,
                    Consent.Scope.NAME,
                    REASON,
                    LedgerTime.ofEpochMilli(at.epochMilli() + YEAR_MS),
                    at,
                    EveryCommand.signers(grower));
            JsonObject body = Records.write(consent, Consent.class);
            return plain(
                    Staff.CLERK,
                    new ConsentCommand.GrantConsent(null, consent, EveryCommand.signatures("consent", body, grower)));
        }

        /** A party, and after it its card. */
        private Command registration() {
            Id party = unissued;
            if (party != null) {
                unissued = null;
                return plain(
                        Staff.REGISTRAR,
                        new CardCommand.IssueCard(
                                village.next(), village.at(), village.id("card of " + party.value()), party));
            }
            Id made = village.id("newcomer " + number + " " + ++registered);
            unissued = made;
            return plain(
                    Staff.REGISTRAR,
                    new PartyCommand.RegisterParty(
                            village.next(), village.at(), made, PartyKind.HOUSEHOLD, null, Digest.of(made.value())));
        }

        private Command plain(Staff by, qingshan.rules.Command command) {
            Command submission = Sender.submission(by, command, JsonObject.EMPTY);
            return new Command(
                    submission.actor(), submission.contract(), submission.transaction(), submission.json(), Map.of());
        }
    }
}
