package qingshan.gateway.inspector;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import qingshan.gateway.label.DigitalLink;
import qingshan.gateway.label.LotCode;
import qingshan.gateway.label.Serial;
import qingshan.gateway.pack.Labelling;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.demo.SeasonGenerator;
import qingshan.gateway.season.demo.SeasonPlan;
import qingshan.gateway.season.load.Actors;
import qingshan.gateway.season.load.ImportListener;
import qingshan.gateway.season.load.SeasonImport;
import qingshan.gateway.staff.Desk;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.TestGateway;
import qingshan.rules.pack.Stretch;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;

/** A gateway with a small season on its ledger, a laboratory, and an inspector who is signed in. */
final class Ground implements AutoCloseable {
    /** What a laboratory would send: told by how it begins. */
    static final byte[] REPORT = "%PDF-1.7 a report".getBytes(StandardCharsets.US_ASCII);

    final TestGateway gateway = TestGateway.start();
    final String inspector = gateway.signedIn("ines", Role.INSPECTOR);
    final String laboratory = Digest.of("laboratory").value().substring(0, 32);

    private final Staff registrar = gateway.account("rosa", Role.REGISTRAR);
    private final Staff clerk = gateway.account("clara", Role.MARKET_CLERK);
    private final Staff importer = gateway.account("irma", Role.IMPORTER);

    Ground(Path directory) {
        SeasonGenerator.write(directory.resolve("season"), new SeasonPlan(5, 12, 3, 2, 240));
        ImportListener silent = new ImportListener() {
            @Override
            public void staged(long rows) {
                // nobody watches
            }

            @Override
            public void decided(long done, long all) {
                // nobody watches
            }
        };
        Actors actors = new Actors(importer.actor(), registrar.actor());
        new SeasonImport(gateway.keeper().database().source(), gateway.keeper(), actors, InstantSource.system(), silent)
                .run(SeasonFiles.open(directory.resolve("season")));
    }

    /** Registers the laboratory; the pages show it at once, and all that was imported before. */
    Ground withLaboratory() {
        gateway.bean(Desk.class)
                .submit(
                        registrar,
                        new PartyCommand.RegisterParty(
                                new CommandId(UUID.randomUUID().toString()),
                                LedgerTime.ofEpochMilli(Instant.now().toEpochMilli()),
                                new Id(laboratory),
                                PartyKind.LABORATORY,
                                null,
                                Digest.of("a laboratory's name")),
                        null);
        gateway.db().update("""
                INSERT INTO own.card VALUES ('laboratory', 'JC1', ?, '', '县农产品质量安全检验检测中心', '', '', '')
                ON CONFLICT DO NOTHING""", laboratory);
        return this;
    }

    /** The name of a season's batch that was packed, the first, second, … of those that nothing keeps back. */
    String batch(int number) {
        return one("SELECT l.lot FROM read.run r JOIN read.lot l ON l.lot = r.lot"
                + " JOIN read.record b ON b.name = l.lot AND b.number IS NOT NULL"
                + " WHERE NOT EXISTS (SELECT 1 FROM read.hold h WHERE h.lot = l.lot AND h.until IS NULL)"
                + " ORDER BY l.lot OFFSET " + number + " LIMIT 1");
    }

    /** A packing run of a registered product that nothing keeps back. */
    RecordName run() {
        return new RecordName(one("SELECT n.record FROM read.run n JOIN read.product p USING (gtin) WHERE n.packs > 10"
                + " AND NOT EXISTS (SELECT 1 FROM read.hold h WHERE h.lot = n.record AND h.until IS NULL)"
                + " ORDER BY n.record DESC LIMIT 1"));
    }

    /** What stands on a pack of a run that left just now. */
    Serial dispatched(RecordName run) {
        Labelling labelling = gateway.bean(Labelling.class);
        List<Stretch> issued = labelling.issue(clerk, run, 1);
        labelling.dispatch(clerk, run, issued);
        return labelling.serials(run, issued.getFirst()).getFirst();
    }

    /** The address of a pack that left, as its label has it. */
    String pack() {
        RecordName run = run();
        String gtin = one("SELECT gtin FROM read.run WHERE record = ?", run.value());
        return new DigitalLink(gtin, LotCode.of(run), dispatched(run).value()).path();
    }

    /** What a shopper reports about a pack. */
    long report(String run, int index) {
        return gateway.db().one("""
                        INSERT INTO own.report (packing, index, kind, words, contact)
                        VALUES (?, ?, 'quality', '茶有霉味，包装角上有破口。', '13800001234') RETURNING id""", row -> row.getLong(1), packing(run), index).orElseThrow();
    }

    /** A pack that was asked for so often. */
    void scanned(String run, int index, int count) {
        gateway.db().update("INSERT INTO own.scan VALUES (?, ?, ?, now())", packing(run), index, count);
    }

    private int packing(String run) {
        gateway.db().update("INSERT INTO own.packing (record) VALUES (?) ON CONFLICT DO NOTHING", run);
        return Integer.parseInt(one("SELECT id FROM own.packing WHERE record = ?", run));
    }

    /** The one text that a query gives. */
    String one(String sql, Object... arguments) {
        return gateway.db().one(sql, row -> row.getString(1), arguments).orElseThrow();
    }

    /** A form of an inspection in which nothing is wrong, but for its report. */
    Map<String, String> inspection() {
        return Map.ofEntries(
                Map.entry("id", UUID.randomUUID().toString()),
                Map.entry("kind", "农药残留"),
                Map.entry("laboratory", laboratory),
                Map.entry("name0", "联苯菊酯"),
                Map.entry("method0", "GB 23200.113"),
                Map.entry("limit0", "≤ 5 mg/kg"),
                Map.entry("result0", "7.1 mg/kg"),
                Map.entry("passed0", "failed"),
                Map.entry("verdict", "failed"));
    }

    @Override
    public void close() {
        gateway.close();
    }
}
