package qingshan.rules.state;

import qingshan.rules.value.CommandId;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/**
 * Every key of the ledger is made here, from checked parts. Parts are joined by U+001F, which no part can hold and which
 * sorts below every character that one can, so that keys sort as their parts do. What is read together lies together:
 * a card's counters, the card and its entitlements are one range.
 */
public final class Keys {
    private static final char SEPARATOR = '\u001f';
    /** The character after the separator: it ends the range of everything below a key. */
    private static final char AFTER = ' ';

    private Keys() {}

    private static String key(String... parts) {
        return String.join("\u001f", parts);
    }

    /** The end (excluded) of the range of keys that go on from {@code prefix} with a separator. */
    public static String below(String prefix) {
        return prefix + AFTER;
    }

    /** The start of the range of keys that go on from {@code prefix} with a separator. */
    public static String from(String prefix) {
        return prefix + SEPARATOR;
    }

    /** A key as people read it. */
    public static String shown(String key) {
        return key.replace(SEPARATOR, '/');
    }

    /** The parts of a key. */
    public static String[] parts(String key) {
        return key.split("\u001f", -1);
    }

    /** The last part of a key. */
    public static String last(String key) {
        return key.substring(key.lastIndexOf(SEPARATOR) + 1);
    }

    /** What a command answered. */
    public static String command(CommandId id) {
        return key("command", id.value());
    }

    /** A party. */
    public static String party(Id party) {
        return key("party", party.value());
    }

    /** A market with its scales. */
    public static String market(Id market) {
        return key("market", market.value());
    }

    /** Everything of a card: its used counters, the card, its entitlements, in this order. */
    public static String ofCard(Id card) {
        return key("card", card.value());
    }

    /** The counters used by one key of a card. */
    public static String counters(Id card, int key) {
        return key("card", card.value(), "n", digits(key, 2));
    }

    /** One used counter; that of a record's first signer holds the record. */
    public static String counter(Counter counter) {
        return key("card", counter.card().value(), "n", digits(counter.key(), 2), digits(counter.n(), 12));
    }

    /** A card with its keys. */
    public static String card(Id card) {
        return key("card", card.value(), "r");
    }

    /** What a card's party may still harvest in a season. */
    public static String entitlement(Id card, Name season) {
        return key("card", card.value(), "s", season.value());
    }

    /** On which plots and whose approval an entitlement rests. */
    public static String grant(Id card, Name season) {
        return key("grant", card.value(), season.value());
    }

    /** By whose entitlements a plot is counted, season by season. */
    public static String claims(Id plot) {
        return key("claim", plot.value());
    }

    /** By which card's entitlement of a season a plot is counted: by one. */
    public static String claim(Id plot, Name season) {
        return key(claims(plot), season.value());
    }

    /** A plot. */
    public static String plot(Id plot) {
        return key("plot", plot.value());
    }

    /** The editions of a policy. */
    public static String policies(String kind, Name name) {
        return key("policy", kind, name.value());
    }

    /** One edition of a policy. */
    public static String policy(String kind, Name name, int version) {
        return key("policy", kind, name.value(), digits(version, 6));
    }

    /** A commitment certificate and what is left on it. */
    public static String certificate(Id promisor, Name season, Text number) {
        return key("certificate", promisor.value(), season.value(), number.value());
    }

    /** A record: where it is kept is what makes it count once. */
    public static String record(RecordName name) {
        String[] parts = name.parts();
        if (parts[0].equals("card")) {
            return counter(new Counter(new Id(parts[1]), Integer.parseInt(parts[2]), Long.parseLong(parts[3])));
        }
        return key("record", key(parts));
    }

    /** The stretch of adopted rows whose numbers begin alike: the start of its range. */
    public static String rowsFrom(Id market, Name season, String table, String numberPrefix) {
        return key("record", "row", market.value(), season.value(), table, numberPrefix);
    }

    /** The end (excluded) of the stretch that {@link #rowsFrom} starts; U+10FFFF is in no number. */
    public static String rowsTo(Id market, Name season, String table, String numberPrefix) {
        return rowsFrom(market, season, table, numberPrefix) + "\uDBFF\uDFFF";
    }

    /** What a card holds of a product and grade of a season, oldest received first. */
    public static String holdings(Id card, Name season, Text product, Text grade) {
        return key("holding", card.value(), season.value(), product.value(), grade.value());
    }

    /** The end (excluded) of the receipts up to and including a moment. */
    public static String holdingsUpTo(Id card, Name season, Text product, Text grade, LedgerTime upTo) {
        return below(key(holdings(card, season, product, grade), upTo.value()));
    }

    /** Receipts of one record among a card's holdings. */
    public static String holding(Id card, Name season, Text product, Text grade, String receipt) {
        return key(holdings(card, season, product, grade), receipt);
    }

    /** A receipt's own part of its key: received when, by what rank of record, which record, which hundred of its lots. */
    public static String receipt(LedgerTime at, int rank, RecordName record, int hundred) {
        return key(at.value(), digits(rank, 1), record.value(), digits(hundred, 3));
    }

    /** What keeps a lot or run back: freezes and recall. */
    public static String holds(RecordName lot) {
        return key("hold", lot.value());
    }

    /** One inspection's freeze of a lot or run. */
    public static String freeze(RecordName lot, CommandId inspection) {
        return key("hold", lot.value(), "f", inspection.value());
    }

    /** A lot's or run's recall. */
    public static String recall(RecordName lot) {
        return key("hold", lot.value(), "r");
    }

    /** The start of all freezes and recalls. */
    public static String allHolds() {
        return "hold";
    }

    /** The lots and runs made from a lot. */
    public static String children(RecordName parent) {
        return key("child", parent.value());
    }

    /** One lot or run made from a lot. */
    public static String child(RecordName parent, RecordName child) {
        return key("child", parent.value(), child.value());
    }

    /** A party's consents. */
    public static String consents(Id party) {
        return key("consent", party.value());
    }

    /** A party's consent for one scope and reader. */
    public static String consent(Id party, String scope, String reader) {
        return key(consents(party), scope, reader);
    }

    /** That somebody disputes a slip. */
    public static String dispute(RecordName slip) {
        return key("dispute", slip.value());
    }

    /** A card's opening stock of one shelf. */
    public static String openingStock(Id card, Name season, Text product, Text grade) {
        return key("opening", card.value(), season.value(), product.value(), grade.value());
    }

    /** Everything of a run's serials. */
    public static String allSerials(RecordName run) {
        return key("serials", run.value());
    }

    /** How many serials of a run are issued, void and dispatched. */
    public static String serials(RecordName run) {
        return key(allSerials(run), "s");
    }

    /** One chunk of a run's serials. */
    public static String chunk(RecordName run, long first) {
        return key(allSerials(run), "c", digits(first, 16));
    }

    /** The stretches of a run's serials that are void or dispatched, by their last index. */
    public static String stretches(RecordName run) {
        return key(allSerials(run), "t");
    }

    /** One such stretch; named by its last index, so that the first key at or above an index tells who has it. */
    public static String stretch(RecordName run, long last) {
        return key(stretches(run), digits(last, 16));
    }

    /** An inspection. */
    public static String inspection(CommandId inspection) {
        return key("inspection", inspection.value());
    }

    /** A product. */
    public static String product(String gtin) {
        return key("product", gtin);
    }

    /** An import's run. */
    public static String run(Digest run) {
        return key("import", run.value());
    }

    /** A batch's outcomes. */
    public static String batch(Digest batch) {
        return key("batch", batch.value());
    }

    /** In the collection of prices: the openings that came with one command or batch. */
    public static String prices(String commandOrBatch) {
        return key("price", commandOrBatch);
    }

    /** In the collection of an organization that answers for something: never there. */
    public static String endorsed() {
        return key("endorsed");
    }

    private static String digits(long value, int width) {
        String digits = Long.toString(value);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
