package qingshan.gateway.demo;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.pack.Labelling;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.rules.consent.ConsentCommand;
import qingshan.rules.origin.Inspection;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Product;
import qingshan.rules.pack.Stretch;
import qingshan.rules.party.Consent;
import qingshan.rules.party.PartyKind;
import qingshan.rules.party.Reader;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/**
 * What a season's files lack, as the people whose work it is would say it: products, tests, consents, labels, a frozen lot, a
 * recalled run. Each command has its id from what it does, so that doing it again does nothing twice.
 */
@Singleton
final class DemoPacks {
    private static final int LABELS = 12;
    private static final String LABORATORY = "JC27000001";
    private static final Duration CONSENTED = Duration.ofDays(700);
    private static final int CONSENTS = 20;

    /** From a packing run to what is to be seen of it. */
    private enum Show {
        ORDER,
        HELD,
        RECALLED,
        NOT_DISPATCHED
    }

    private record Run(RecordName name, RecordName lot, String gtin, long packGrams, Id maker) {}

    private final DemoStaff staff;
    private final DemoParties parties;
    private final Labelling labelling;

    DemoPacks(DemoStaff staff, DemoParties parties, Labelling labelling) {
        this.staff = staff;
        this.parties = parties;
        this.labelling = labelling;
    }

    void make(Db db) {
        List<Run> runs = runs(db);
        Id laboratory = parties.register(LABORATORY, "演示检测中心", null, PartyKind.LABORATORY);
        Iterator<Run> next = runs.iterator();
        for (Show show : Show.values()) {
            if (next.hasNext()) {
                show(db, show, next.next(), laboratory);
            }
        }
    }

    private void show(Db db, Show show, Run run, Id laboratory) {
        product(run);
        pack(db, run, show != Show.NOT_DISPATCHED);
        CommandId inspection = inspected(run, laboratory, show != Show.HELD);
        switch (show) {
            case ORDER -> consents(db);
            case HELD -> freeze(run, inspection);
            case RECALLED -> recall(run);
            case NOT_DISPATCHED -> {}
        }
    }

    /** The largest runs of different lots, so that holding one back leaves the others alone. */
    private static List<Run> runs(Db db) {
        return db.list(
                """
                SELECT * FROM (
                    SELECT DISTINCT ON (r.lot) r.record, r.lot, r.gtin, r.pack_grams, p.maker, r.packs
                    FROM read.run r JOIN read.record p ON p.name = r.record
                    WHERE r.packs >= ? ORDER BY r.lot, r.packs DESC, r.record) one
                ORDER BY packs DESC, record LIMIT ?""",
                row -> new Run(
                        new RecordName(row.getString(1)),
                        new RecordName(row.getString(2)),
                        row.getString(3),
                        row.getLong(4),
                        new Id(row.getString(5))),
                LABELS,
                Show.values().length);
    }

    private void product(Run run) {
        Product product = new Product(
                run.gtin(),
                run.maker(),
                new Text("青山云雾"),
                new Text("Qingshan Cloud and Mist"),
                new Text("绿茶"),
                new Grams(run.packGrams()),
                new Text("GB/T 14456.1"),
                new Text("18"),
                new Text("SC11433110000000"),
                new Text("0578-0000000"));
        staff.send(
                Role.REGISTRAR,
                new PackCommand.RegisterProduct(DemoStaff.id("product " + run.gtin()), DemoStaff.now(), product));
    }

    /** Issues labels, and says that the packs left. */
    private void pack(Db db, Run run, boolean dispatched) {
        Staff clerk = staff.of(Role.MARKET_CLERK);
        Stretch labels = new Stretch(1, LABELS);
        boolean issued = db.one(
                        "SELECT 1 FROM read.chunk WHERE run = ?",
                        row -> true,
                        run.name().value())
                .isPresent();
        if (!issued) {
            labelling.issue(clerk, run.name(), LABELS);
        }
        boolean left = db.one(
                        "SELECT 1 FROM read.stretch WHERE run = ?",
                        row -> true,
                        run.name().value())
                .isPresent();
        if (dispatched && !left) {
            labelling.dispatch(clerk, run.name(), List.of(labels));
        }
    }

    /**
     * Limits as GB 2763-2021 (bifenthrin in tea, 5 mg/kg) and GB 2762-2022 (lead in tea, 5.0 mg/kg) have them; the results
     * are made up.
     */
    private CommandId inspected(Run run, Id laboratory, boolean passed) {
        CommandId inspection = DemoStaff.id("inspection " + run.name().value());
        List<Inspection.Item> items = List.of(
                new Inspection.Item(
                        new Text("联苯菊酯"),
                        new Text("GB 23200.113"),
                        new Text("≤ 5 mg/kg"),
                        new Text(passed ? "0.31 mg/kg" : "7.2 mg/kg"),
                        passed),
                new Inspection.Item(
                        new Text("铅（以 Pb 计）"),
                        new Text("GB 5009.12"),
                        new Text("≤ 5.0 mg/kg"),
                        new Text("0.62 mg/kg"),
                        true));
        staff.send(
                Role.INSPECTOR,
                new OriginCommand.RecordInspection(
                        inspection,
                        DemoStaff.now(),
                        run.lot(),
                        new Text("监督抽检"),
                        laboratory,
                        null,
                        items,
                        passed ? Inspection.Verdict.PASSED : Inspection.Verdict.FAILED,
                        Digest.of("report " + run.name().value())));
        return inspection;
    }

    private void freeze(Run run, CommandId inspection) {
        staff.send(
                Role.INSPECTOR,
                new OriginCommand.Freeze(
                        DemoStaff.id("freeze " + run.name().value()),
                        DemoStaff.now(),
                        run.lot(),
                        inspection,
                        new Note("联苯菊酯超过限量，正在复检")));
    }

    private void recall(Run run) {
        OriginCommand.RecallNotice notice = new OriginCommand.RecallNotice(
                run.name(), new Note("包装时混入异物"), new Note("请勿饮用，凭包装到购买处退款"), DemoStaff.now(), null);
        staff.send(
                Role.INSPECTOR,
                new OriginCommand.Recall(DemoStaff.id("recall " + run.name().value()), notice, null));
    }

    /** Many growers, and not all, let the public know their names. */
    private void consents(Db db) {
        Id market = db.one("SELECT market FROM read.market ORDER BY market LIMIT 1", row -> new Id(row.getString(1)))
                .orElseThrow();
        List<Id> growers = db.list("""
                SELECT DISTINCT seller FROM read.record
                WHERE kind = 'slip' AND maker IS NOT NULL AND seller IS NOT NULL ORDER BY seller LIMIT ?""", row -> new Id(row.getString(1)), CONSENTS);
        LedgerTime until = LedgerTime.ofEpochMilli(Instant.now().plus(CONSENTED).toEpochMilli());
        for (Id grower : growers) {
            Consent consent = new Consent(
                    grower,
                    Reader.PUBLIC,
                    Consent.Scope.NAME,
                    new Note("让购买者知道茶是谁种的"),
                    until,
                    DemoStaff.now(),
                    new Witnesses(market, null, List.of()));
            staff.send(
                    Role.MARKET_CLERK,
                    new ConsentCommand.GrantConsent(DemoStaff.id("consent " + grower.value()), consent, List.of()));
        }
    }
}
