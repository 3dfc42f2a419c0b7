package qingshan.gateway.counter;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.party.Markets;
import qingshan.gateway.season.load.Ids;
import qingshan.gateway.staff.Desk;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Show;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.Opening;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Reversal;
import qingshan.rules.card.Slip;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/**
 * Settles trades: makes of each the market's own word for a slip, keeps it, and sends it. What was kept is sent again to the
 * byte, however often the page asks, so a trade counts once.
 */
@Singleton
final class Slips {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyMMdd", Locale.ROOT);
    private static final String SAMPLE = "LY";

    private final Db db;
    private final Desk desk;
    private final Holders holders;
    private final Markets markets;
    private final Readings readings;

    Slips(Db db, Desk desk, Holders holders, Markets markets, Readings readings) {
        this.db = db;
        this.desk = desk;
        this.holders = holders;
        this.markets = markets;
        this.readings = readings;
    }

    private record Kept(String asked, String command, String opening) {}

    /**
     * Puts a trade on the ledger, or finds it there.
     *
     * @throws WebRefusal with the rules' code, and nothing is kept; {@code BAD_VALUE} if its grade is not offered; {@code COMMAND_ID_REUSED} if the id was used for another
     *     trade; {@code ALREADY_EXISTS} if its paper slip was entered in this season, and not reversed
     */
    void settle(Staff staff, Trade trade) {
        String asked = CanonicalJson.write(Records.write(trade, Trade.class));
        UUID id = UUID.fromString(trade.id().value());
        Kept kept = kept(id).orElseGet(() -> keep(staff, trade, asked, id));
        if (!kept.asked.equals(asked)) {
            throw WebRefusal.of(
                    HttpStatus.CONFLICT,
                    "COMMAND_ID_REUSED",
                    JsonObject.of("id", trade.id().value()));
        }
        try {
            desk.submit(staff, "RecordSlip", kept.command, JsonObject.of("0", JsonParser.object(kept.opening)));
        } catch (WebRefusal refusal) {
            if (refusal.problem().status().getCode() < 500) {
                // its number is free again, and the corrected trade has an id of its own
                db.update("DELETE FROM own.counter_slip WHERE id = ?", id);
                readings.giveBack(trade.scale().value(), id);
            }
            throw refusal;
        }
    }

    /**
     * Reverses a slip of this counter.
     *
     * @param command id of the reversal, made by the page
     * @param slip id of the slip's command
     */
    void reverse(Staff staff, CommandId command, LedgerTime at, CommandId slip, String reason) {
        String scale = db.one(
                        "SELECT scale FROM own.counter_slip WHERE id = ?",
                        row -> row.getString(1),
                        UUID.fromString(slip.value()))
                .orElseThrow(WebRefusal::notFound);
        Witnesses witnesses = new Witnesses(markets.of(staff), new Text(scale), List.of());
        Reversal reversal = new Reversal(RecordName.command(slip), new Note(reason), at, witnesses);
        desk.submit(staff, new CardCommand.ReverseSlip(command, reversal, List.of()), null);
    }

    private Optional<Kept> kept(UUID id) {
        return db.one(
                "SELECT asked, command, opening FROM own.counter_slip WHERE id = ?",
                row -> new Kept(row.getString(1), row.getString(2), row.getString(3)),
                id);
    }

    private Kept keep(Staff staff, Trade trade, String asked, UUID id) {
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(trade.at().epochMilli()), Show.ZONE);
        Optional<Season> found = Season.of(db, day);
        Season season = found.orElseThrow(() -> WebRefusal.of(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "OUT_OF_SEASON",
                JsonObject.of("field", "at").with("day", day.toString())));
        Holder seller = known(trade.seller(), found, "seller");
        Holder buyer = known(trade.buyer(), found, "buyer");
        Id market = markets.of(staff);
        if (!Checks.read(db).grades().contains(trade.grade().value())) {
            throw WebRefusal.badValue("grade", "is none of those that this counter offers");
        }
        boolean keyed = !trade.weighed() || !readings.use(trade.scale().value(), trade.gross(), id);
        Instant at = Instant.ofEpochMilli(trade.at().epochMilli());
        return db.transact(connection -> {
            // one number after another, and one trade an id
            try (PreparedStatement lock =
                    connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtext('own.counter_slip'))")) {
                lock.execute();
            }
            if (trade.paper() != null) {
                mustBeNew(connection, trade.paper(), season, id);
            }
            int serial = next(connection, day, trade.scale());
            String number = DAY.format(day) + "-" + trade.scale() + "-" + padded(serial);
            Opening opening = new Opening(
                    trade.amount(), trade.fenPerKg(), Ids.of(connection).salt(RecordName.command(trade.id())));
            String command = CanonicalJson.write(command(trade, season, seller, buyer, market, number, opening));
            String openingText = CanonicalJson.write(Records.write(opening, Opening.class));
            try (PreparedStatement insert = Db.prepare(
                    connection,
                    "INSERT INTO own.counter_slip (id, asked, command, opening, day, scale, serial, number, sample,"
                            + " seller, buyer, grade, gross, tare, fen_per_kg, amount_fen, jin, keyed, paper,"
                            + " occurred_at, clerk) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT (id) DO NOTHING",
                    id,
                    asked,
                    command,
                    openingText,
                    day,
                    trade.scale().value(),
                    serial,
                    number,
                    SAMPLE + number,
                    seller.number(),
                    buyer.number(),
                    trade.grade().value(),
                    trade.gross().value(),
                    trade.tare().value(),
                    trade.fenPerKg().value(),
                    trade.amount().value(),
                    trade.unit() == Trade.Unit.JIN,
                    keyed,
                    trade.paper() == null ? null : trade.paper().value(),
                    Timestamp.from(at),
                    staff.display())) {
                if (insert.executeUpdate() == 1) {
                    return new Kept(asked, command, openingText);
                }
            }
            return again(connection, id);
        });
    }

    /** A paper slip is entered once; one that was reversed may be entered again, corrected. */
    private static void mustBeNew(Connection connection, Text paper, Season season, UUID id) throws SQLException {
        String sql = """
                SELECT s.number FROM own.counter_slip s LEFT JOIN read.record r ON r.name = 'command/' || s.id
                WHERE upper(s.paper) = upper(?) AND s.day BETWEEN ? AND ? AND s.id <> ? AND r.reversed_by IS NULL""";
        try (PreparedStatement select = Db.prepare(
                        connection,
                        sql,
                        paper.value(),
                        LocalDate.parse(season.policy().from().value()),
                        LocalDate.parse(season.policy().to().value()),
                        id);
                ResultSet row = select.executeQuery()) {
            if (row.next()) {
                throw WebRefusal.of(
                        HttpStatus.CONFLICT,
                        "ALREADY_EXISTS",
                        JsonObject.of("field", "paper").with("number", row.getString(1)));
            }
        }
    }

    /** Sent twice at once: the first one's stands. */
    private static Kept again(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = Db.prepare(
                        connection, "SELECT asked, command, opening FROM own.counter_slip WHERE id = ?", id);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("in conflict with nothing");
            }
            return new Kept(row.getString(1), row.getString(2), row.getString(3));
        }
    }

    private Holder known(Text number, Optional<Season> season, String field) {
        return holders.ofNumber(number.value(), season)
                .orElseThrow(() ->
                        WebRefusal.of(HttpStatus.UNPROCESSABLE_ENTITY, "UNKNOWN_CARD", JsonObject.of("field", field)));
    }

    private static JsonObject command(
            Trade trade, Season season, Holder seller, Holder buyer, Id market, String number, Opening opening) {
        Slip slip = new Slip(
                season.name(),
                seller.grows() ? Slip.Source.HARVEST : Slip.Source.HOLDING,
                seller.card(),
                buyer.card(),
                season.policy().leafProduct(),
                trade.grade(),
                trade.net(),
                trade.at(),
                seller.certificate() == null ? null : new Text(seller.certificate()),
                new Text(SAMPLE + number),
                new Text(trade.paper() == null ? number : trade.paper().value()),
                opening.commitment(),
                new Witnesses(market, trade.scale(), List.of()));
        CardCommand.RecordSlip command = new CardCommand.RecordSlip(trade.id(), slip, List.of());
        return Records.write(command, CardCommand.RecordSlip.class);
    }

    private static int next(Connection connection, LocalDate day, Text scale) throws SQLException {
        try (PreparedStatement select = Db.prepare(
                        connection,
                        "SELECT coalesce(max(serial), 0) + 1 FROM own.counter_slip WHERE day = ? AND scale = ?",
                        day,
                        scale.value());
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static String padded(int serial) {
        return String.format(Locale.ROOT, "%04d", serial);
    }
}
