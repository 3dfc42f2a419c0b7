package qingshan.gateway.season.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.season.Kinds;
import qingshan.gateway.season.Row;
import qingshan.gateway.season.SeasonSettings;
import qingshan.gateway.season.SeasonTable;
import qingshan.rules.Command;
import qingshan.rules.card.CardCommand;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Product;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.party.Witnesses;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.policy.PolicyKind;
import qingshan.rules.policy.PolicyStatus;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.value.Area;
import qingshan.rules.value.Day;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/** What an import takes over from the market's records before anything moves: it approves nothing in another's name. */
final class Adoptions {
    /** Fresh leaf, as markets call it. */
    static final String LEAF = "茶青";
    /** Made tea, as markets call it. */
    static final String MADE = "干茶";

    private static final int UTC_OFFSET_MINUTES = 8 * 60;

    private final SeasonSettings settings;
    private final Ids ids;
    private final Id market;
    private final Name season;
    private final LedgerTime start;
    private final int policyVersion;

    Adoptions(SeasonSettings settings, Ids ids, Id market, int policyVersion) {
        this.settings = settings;
        this.ids = ids;
        this.market = market;
        this.season = new Name(settings.season());
        this.start = LedgerTime.ofEpochMilli(settings.fromEpochMilli());
        this.policyVersion = policyVersion;
    }

    /** The document of the season's policy. */
    static JsonObject policy(SeasonSettings settings) {
        List<PartyKind> certifiers = new ArrayList<>();
        List<PartyKind> growers = new ArrayList<>();
        for (PartyKind kind : PartyKind.values()) {
            if (settings.certificateRequired().contains(kind)) {
                certifiers.add(kind);
            }
            if (Kinds.grows(kind)) {
                growers.add(kind);
            }
        }
        SeasonPolicy policy = new SeasonPolicy(
                new Day(settings.from().toString()),
                new Day(settings.to().toString()),
                UTC_OFFSET_MINUTES,
                new Text(LEAF),
                new Text(MADE),
                new Grams(settings.yieldGramsPerMu()),
                settings.bandMinMillionths(),
                settings.bandMaxMillionths(),
                growers,
                certifiers,
                null);
        return Records.write(policy, SeasonPolicy.class);
    }

    /** The moment as of which records are adopted: the season's first. */
    LedgerTime occurredAt() {
        return start;
    }

    /** What an entry calls its row: the ledger's id where the number would say who somebody is. */
    String number(StoredRow row) {
        return switch (row.section()) {
            case PARTIES -> ids.party(row.number()).value();
            case CARDS, ENTITLEMENTS -> ids.card(row.number()).value();
            case PLOTS -> ids.plot(row.number()).value();
            case SEASON, SCALES, CERTIFICATES, PRODUCTS, SLIPS, PROCESSING, PACKING -> row.number();
        };
    }

    /** The command that adopts a row; null where the ledger cannot hold what it needs of it. */
    @Nullable
    Command of(StoredRow row) {
        return switch (row.section()) {
            case SEASON ->
                new PolicyCommand.PublishPolicy(
                        null,
                        start,
                        PolicyKind.SEASON,
                        season,
                        policyVersion,
                        new Day(settings.from().toString()),
                        new Note("the market's season.json"),
                        PolicyStatus.UNVERIFIED,
                        JsonParser.object(row.fields().getFirst()));
            case SCALES -> {
                Text scale = LedgerTexts.optional(row.number());
                yield scale == null ? null : new PartyCommand.RegisterScale(null, start, market, scale);
            }
            case PARTIES -> party(read(SeasonTable.PARTIES, row));
            case CARDS -> new CardCommand.IssueCard(null, start, ids.card(row.number()), ids.party(row.number()));
            case PLOTS -> plot(read(SeasonTable.PLOTS, row));
            case ENTITLEMENTS ->
                new OriginCommand.AdoptEntitlement(
                        null,
                        start,
                        ids.card(row.number()),
                        season,
                        row.fields().stream().map(ids::plot).toList());
            case CERTIFICATES -> certificate(read(SeasonTable.CERTIFICATES, row));
            case PRODUCTS -> product(read(SeasonTable.PRODUCTS, row));
            case SLIPS, PROCESSING, PACKING -> throw new IllegalArgumentException("moves grams: " + row.section());
        };
    }

    /** The column of a row that has no command, for the ledger cannot hold what stands there. */
    @Nullable
    String unfit(StoredRow row) {
        return switch (row.section()) {
            case SCALES -> "scale";
            case CERTIFICATES -> LedgerTexts.optional(row.number()) == null ? "certificate" : "product";
            default -> null;
        };
    }

    private Command party(Row row) {
        String known = String.join("\u001f", row.field("name"), row.field("mobile"), row.field("identity"));
        PartyKind kind = Kinds.of(row.field("kind"));
        if (kind == null) {
            throw new IllegalStateException("checked when it was staged");
        }
        return new PartyCommand.RegisterParty(
                null,
                start,
                ids.party(row.number()),
                kind,
                LedgerTexts.optional(row.field("village")),
                ids.commitment(row.number(), known));
    }

    private Command plot(Row row) {
        return new OriginCommand.RegisterPlot(
                null,
                start,
                ids.plot(row.number()),
                ids.party(row.field("card")),
                new Area(row.thousandths("area")),
                LedgerTexts.optional(row.field("cultivar")),
                LedgerTexts.optional(row.field("village")));
    }

    private @Nullable Command certificate(Row row) {
        Text number = LedgerTexts.optional(row.number());
        Text product = LedgerTexts.optional(row.field("product"));
        if (number == null || product == null) {
            return null;
        }
        OriginCommand.Promise promise = new OriginCommand.Promise(
                season,
                number,
                ids.card(row.field("promisor")),
                product,
                new Grams(row.thousandths("kg")),
                new Day(row.field("day")),
                LedgerTexts.optional(row.field("origin")),
                LedgerTexts.optional(row.field("basis")),
                start,
                new Witnesses(market, null, List.of()));
        return new OriginCommand.IssueCertificate(null, promise, List.of());
    }

    private Command product(Row row) {
        Product product = new Product(
                row.number(),
                ids.card(row.field("factory")),
                LedgerTexts.optional(row.field("name")),
                LedgerTexts.optional(row.field("englishName")),
                LedgerTexts.optional(row.field("class")),
                new Grams(row.whole("netGrams")),
                LedgerTexts.optional(row.field("standard")),
                LedgerTexts.optional(row.field("shelfLife")),
                LedgerTexts.optional(row.field("licence")),
                LedgerTexts.optional(row.field("telephone")));
        return new PackCommand.RegisterProduct(null, start, product);
    }

    private static Row read(SeasonTable table, StoredRow row) {
        return new Row(table, row.line(), row.fields());
    }
}
