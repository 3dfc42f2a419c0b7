package qingshan.gateway.registrar;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Paths;
import qingshan.gateway.form.Sender;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.party.Names;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.origin.ApprovalLevel;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.value.Area;

/** Reads what the page of an entitlement shows. */
@Singleton
final class EntitlementPages {
    private static final String HERE = "/entitlements";

    private final Db db;
    private final Names names;

    EntitlementPages(Db db, Names names) {
        this.db = db;
        this.names = names;
    }

    private record InForce(long granted, long used, String basis, List<String> plots) {}

    private record Approved(EntitlementPage.Step step, List<String> plots) {}

    /**
     * The row of cards that replaced one another.
     *
     * @param account the first of them: entitlements are written under it
     * @param current the last, which alone is in use
     */
    record Cards(String account, String current) {}

    /** Those of one card; of a card that is not there it is the only one. */
    Cards cards(String card) {
        return db.one("""
                        SELECT c.account, last.card FROM read.card c
                        JOIN read.card last ON last.account = c.account AND last.replaced_by IS NULL
                        WHERE c.card = ?""", row -> new Cards(row.getString(1), row.getString(2)), card)
                .orElse(new Cards(card, card));
    }

    EntitlementPage of(Visit visit, String card, String season, @Nullable Form approval, Sender.@Nullable Taken taken) {
        Optional<InForce> inForce = db.one(
                "SELECT granted, used, basis, plots FROM read.entitlement WHERE card = ? AND season = ?",
                row -> new InForce(row.getLong(1), row.getLong(2), row.getString(3), List.of((String[])
                        row.getArray(4).getArray())),
                card,
                season);
        List<Approved> approved = db.list(
                "SELECT level, approved_at, plots FROM read.approval WHERE card = ? AND season = ?",
                row -> new Approved(
                        new EntitlementPage.Step(
                                row.getString(1), row.getTimestamp(2).toInstant()),
                        List.of((String[]) row.getArray(3).getArray())),
                card,
                season);
        if (inForce.isEmpty() && approved.isEmpty()) {
            throw WebRefusal.notFound();
        }
        List<PartyPage.Plot> plots = plots(
                approved.isEmpty()
                        ? inForce.map(InForce::plots).orElse(List.of())
                        : approved.getFirst().plots());
        SeasonPolicy policy = policy(season);
        List<EntitlementPage.Step> steps = Field.words(ApprovalLevel.values()).stream()
                .map(level -> approved.stream()
                        .map(Approved::step)
                        .filter(step -> step.level().equals(level))
                        .findFirst()
                        .orElse(new EntitlementPage.Step(level, null)))
                .toList();
        Role role = Staff.required(visit).role();
        boolean turn = !approved.isEmpty() && level(role).equals(next(steps));
        return new EntitlementPage(
                card,
                season,
                names.ofCard(card).orElse(null),
                inForce.map(InForce::granted).orElse(null),
                inForce.map(InForce::used).orElse(null),
                inForce.map(InForce::basis).orElse(null),
                plots,
                policy.yieldOf(plots.stream().map(plot -> new Area(plot.area())).toList())
                        .value(),
                policy.leafYieldGramsPerMu().value(),
                steps,
                turn ? approval : null,
                role == Role.VILLAGE_OFFICER
                        && !"approved".equals(inForce.map(InForce::basis).orElse(null)),
                taken);
    }

    /** The form of an approval; of who has no approval to give it only says so. */
    static Form approval(Visit visit, String card, String season) {
        return RegistrarTexts.form(visit, "approve", Paths.of(HERE + "/of", "card", card, "season", season), HERE);
    }

    /** The level at which a role approves, or empty. */
    static String level(Role role) {
        return switch (role) {
            case TOWN_OFFICER -> "town";
            case COUNTY_OFFICER -> "county";
            case REGISTRAR, VILLAGE_OFFICER, POLICY_OFFICER, INSPECTOR, MARKET_CLERK, IMPORTER -> "";
        };
    }

    private static String next(List<EntitlementPage.Step> steps) {
        return steps.stream()
                .filter(step -> step.at() == null)
                .map(EntitlementPage.Step::level)
                .findFirst()
                .orElse("none");
    }

    private SeasonPolicy policy(String season) {
        return db.one(
                        "SELECT document FROM read.policy WHERE kind = 'season' AND name = ? ORDER BY version DESC LIMIT 1",
                        row -> Records.read(JsonParser.object(row.getString(1)), SeasonPolicy.class),
                        season)
                .orElseThrow(WebRefusal::notFound);
    }

    /** The seasons that have a policy, the newest first. */
    List<String> seasons() {
        return db.list(
                "SELECT name FROM read.policy WHERE kind = 'season' GROUP BY name ORDER BY max(effective_from) DESC, name",
                row -> row.getString(1));
    }

    /** The plots of a party that a page can show. */
    List<PartyPage.Plot> plotsOf(String party, int max) {
        return db.list(
                "SELECT p.plot, o.number, p.area, p.village FROM read.plot p LEFT JOIN own.plot o ON o.id = p.plot"
                        + " WHERE p.party = ? ORDER BY o.number, p.plot LIMIT ?",
                row -> new PartyPage.Plot(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)),
                party,
                max);
    }

    private List<PartyPage.Plot> plots(List<String> ids) {
        return db.list(
                "SELECT p.plot, o.number, p.area, p.village FROM read.plot p LEFT JOIN own.plot o ON o.id = p.plot"
                        + " WHERE p.plot = ANY (string_to_array(?, ' ')) ORDER BY o.number, p.plot",
                row -> new PartyPage.Plot(row.getString(1), row.getString(2), row.getLong(3), row.getString(4)),
                String.join(" ", ids));
    }
}
