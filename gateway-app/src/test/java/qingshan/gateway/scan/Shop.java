package qingshan.gateway.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import qingshan.gateway.label.DigitalLink;
import qingshan.gateway.label.LotCode;
import qingshan.gateway.label.Serial;
import qingshan.gateway.ledger.Position;
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
import qingshan.rules.Command;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.pack.Stretch;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;

/** A gateway on a small season, with what a season's files lack: labels, tests, consents, a recall. */
public final class Shop implements AutoCloseable {
    /** What a browser in China says of itself. */
    static final String PHONE =
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36";

    /** The gateway. */
    public final TestGateway gateway = TestGateway.start();
    /** Who labels. */
    public final Staff clerk = gateway.account("clerk", Role.MARKET_CLERK);

    private final Staff inspector = gateway.account("inspector", Role.INSPECTOR);
    /** Who registers. */
    public final Staff registrar = gateway.account("registrar", Role.REGISTRAR);

    final Staff importer = gateway.account("importer", Role.IMPORTER);
    private final Labelling labelling = gateway.bean(Labelling.class);
    private final Desk desk = gateway.bean(Desk.class);

    /** The season's files. */
    public final Path season;

    /** Brings a small season in. */
    public Shop() {
        this(SeasonPlan.SMALL);
    }

    Shop(SeasonPlan plan) {
        try {
            season = Files.createTempDirectory("season");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SeasonGenerator.write(season, plan);
        bringIn();
    }

    /** Brings the season in, as its files are now. */
    public void bringIn() {
        new SeasonImport(
                        gateway.keeper().database().source(),
                        gateway.keeper(),
                        new Actors(importer.actor(), registrar.actor()),
                        InstantSource.system(),
                        new Silent())
                .run(SeasonFiles.open(season));
        Position height = gateway.keeper().height();
        gateway.keeper().rows().await(height, Duration.ofSeconds(60));
    }

    /** Runs of packs of registered products, those with the most growers first. */
    public List<RecordName> runs() {
        return gateway.db()
                .list(
                        "SELECT r.record FROM read.run r JOIN read.product p USING (gtin) WHERE r.packs >= 4"
                                + " ORDER BY (SELECT count(*) FROM read.part t WHERE t.record = r.lot) DESC, r.record",
                        row -> new RecordName(row.getString(1)));
    }

    /** Issues serials and says that their packs left. */
    List<Serial> dispatched(RecordName run, int count) {
        List<Serial> serials = issued(run, count);
        long last = gateway.db()
                .one("SELECT sum(count) FROM read.chunk WHERE run = ?", row -> row.getLong(1), run.value())
                .orElseThrow();
        labelling.dispatch(clerk, run, List.of(new Stretch(last - count + 1, last)));
        return serials;
    }

    /** Issues serials. */
    List<Serial> issued(RecordName run, int count) {
        return labelling.issue(clerk, run, count).stream()
                .flatMap(stretch -> labelling.serials(run, stretch).stream())
                .toList();
    }

    void voided(RecordName run, long index) {
        labelling.voidSerials(clerk, run, List.of(new Stretch(index, index)), new qingshan.rules.value.Note("标签打坏"));
    }

    /** The address of a pack. */
    String path(RecordName run, Serial serial) {
        String gtin = gateway.db()
                .one("SELECT gtin FROM read.run WHERE record = ?", row -> row.getString(1), run.value())
                .orElseThrow();
        return new DigitalLink(gtin, LotCode.of(run), serial.value()).path();
    }

    String lot(RecordName run) {
        return gateway.db()
                .one("SELECT lot FROM read.run WHERE record = ?", row -> row.getString(1), run.value())
                .orElseThrow();
    }

    /** Records a laboratory's report on the lot of a run; the inspection's id. */
    String inspected(RecordName run, boolean passed) {
        String laboratory = "f".repeat(32);
        if (gateway.db()
                .list("SELECT 1 FROM read.party WHERE party = ?", row -> 1, laboratory)
                .isEmpty()) {
            submit(
                    registrar,
                    "RegisterParty",
                    JsonObject.of("party", laboratory)
                            .with("kind", "laboratory")
                            .with("commitment", "0".repeat(64)));
            gateway.db()
                    .update(
                            "INSERT INTO own.card VALUES ('laboratory', 'JC1', ?, '', '县农产品质量安全检验检测中心', '', '', '')",
                            laboratory);
        }
        JsonObject item = JsonObject.of("name", "联苯菊酯 bifenthrin")
                .with("method", "GB 23200.113")
                .with("limit", "≤ 5 mg/kg")
                .with("result", passed ? "0.02 mg/kg" : "7.10 mg/kg")
                .with("passed", new JsonBoolean(passed));
        JsonObject lead = JsonObject.of("name", "铅 lead")
                .with("method", "GB 5009.12")
                .with("limit", "≤ 5.0 mg/kg")
                .with("result", "0.31 mg/kg")
                .with("passed", new JsonBoolean(true));
        return submit(
                inspector,
                "RecordInspection",
                JsonObject.of("lot", lot(run))
                        .with("kind", "pesticide-residues")
                        .with("laboratory", laboratory)
                        .with("items", new JsonArray(List.of(item, lead)))
                        .with("reportHash", "1".repeat(64))
                        .with("verdict", passed ? "passed" : "failed"));
    }

    void frozen(RecordName run, String inspection) {
        submit(
                inspector,
                "Freeze",
                JsonObject.of("lot", lot(run)).with("inspection", inspection).with("reason", "联苯菊酯超标，待复检"));
    }

    public void recalled(RecordName run) {
        String at = now();
        submit(
                inspector,
                "Recall",
                JsonObject.of(
                        "notice",
                        JsonObject.of("subject", run.value())
                                .with("reason", "联苯菊酯残留超过限量（7.10 mg/kg，限量 5 mg/kg）")
                                .with("advice", "请停止饮用，保留包装，到购买处退货或联系生产者。")
                                .with("occurredAt", at)));
    }

    /** All growers of a village let everybody know their names. */
    void consented(String card) {
        String market = gateway.db()
                .one("SELECT market FROM read.market", row -> row.getString(1))
                .orElseThrow();
        submit(
                clerk,
                "GrantConsent",
                JsonObject.of(
                                "consent",
                                JsonObject.of("card", card)
                                        .with("reader", "public")
                                        .with("scope", "name")
                                        .with("purpose", "在产品溯源页显示姓名")
                                        .with("until", "2031-01-01T00:00:00.000Z")
                                        .with("occurredAt", now())
                                        .with(
                                                "witnesses",
                                                JsonObject.of("market", market)
                                                        .with("signers", new JsonArray(List.of()))))
                        .with("signatures", new JsonArray(List.of())));
    }

    /** Registers a product anew, with names as long as they come. */
    void product(RecordName run, String name, String englishName, String telephone) {
        String gtin = gateway.db()
                .one("SELECT gtin FROM read.run WHERE record = ?", row -> row.getString(1), run.value())
                .orElseThrow();
        String maker = gateway.db()
                .one("SELECT maker FROM read.product WHERE gtin = ?", row -> row.getString(1), gtin)
                .orElseThrow();
        long net = gateway.db()
                .one("SELECT net_grams FROM read.product WHERE gtin = ?", row -> row.getLong(1), gtin)
                .orElseThrow();
        submit(
                registrar,
                "RegisterProduct",
                JsonObject.of(
                        "product",
                        JsonObject.of("gtin", gtin)
                                .with("maker", maker)
                                .with("name", name)
                                .with("englishName", englishName)
                                .with("teaClass", "绿茶")
                                .with("netGrams", new JsonInteger(net))
                                .with("telephone", telephone)));
    }

    /** Sends a command under a new id. */
    CommandId send(Staff staff, Function<CommandId, Command> command) {
        CommandId id = new CommandId(UUID.randomUUID().toString());
        desk.submit(staff, command.apply(id), null);
        return id;
    }

    /** The market's word. */
    Witnesses market() {
        return new Witnesses(
                gateway.db()
                        .one("SELECT market FROM read.market", row -> new Id(row.getString(1)))
                        .orElseThrow(),
                null,
                List.of());
    }

    static LedgerTime time() {
        return LedgerTime.ofEpochMilli(Instant.now().toEpochMilli());
    }

    private String submit(Staff staff, String type, JsonObject body) {
        String id = UUID.randomUUID().toString();
        boolean inside = body.get("consent") != null || body.get("notice") != null;
        JsonObject command = inside ? body : body.with("occurredAt", now());
        boolean noId = body.get("consent") != null;
        desk.submit(staff, type, qingshan.rules.json.CanonicalJson.write(command.with("id", id)), JsonObject.EMPTY);
        return noId ? "" : id;
    }

    private static String now() {
        return time().value();
    }

    /** A page as a person's telephone asks for it. */
    java.net.http.HttpResponse<String> get(String path, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = "User-Agent";
        all[1] = PHONE;
        System.arraycopy(headers, 0, all, 2, headers.length);
        return gateway.get(path, all);
    }

    Map<String, String> form(String kind, String words) {
        return Map.of("kind", kind, "words", words);
    }

    @Override
    public void close() {
        gateway.close();
    }

    private static final class Silent implements ImportListener {
        @Override
        public void staged(long rows) {}

        @Override
        public void decided(long done, long all) {}
    }
}
