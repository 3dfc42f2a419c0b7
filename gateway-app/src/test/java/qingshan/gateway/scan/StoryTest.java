package qingshan.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.embedded.BlockStore;
import qingshan.gateway.fault.Machine;
import qingshan.gateway.label.Serial;
import qingshan.gateway.proof.Export;
import qingshan.gateway.web.Show;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Dispute;
import qingshan.rules.json.Records;
import qingshan.rules.origin.OpeningStock;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Packing;
import qingshan.rules.party.PartyKind;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.policy.PolicyKind;
import qingshan.rules.policy.PolicyStatus;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.value.Day;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** What stands behind a pack, as the page tells it and as an export proves it. */
class StoryTest {
    private static Shop shop;
    private static List<RecordName> runs = List.of();

    @TempDir
    private Path directory;

    @BeforeAll
    static void open() {
        shop = new Shop();
        runs = shop.runs();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static String one(String sql, Object... arguments) {
        return shop.gateway.db().one(sql, row -> row.getString(1), arguments).orElseThrow();
    }

    private static String page(RecordName run, String language) {
        String path = shop.path(run, shop.dispatched(run, 1).getFirst());
        return shop.get(path + "?lang=" + language).body();
    }

    @Test
    void a_disputed_slip_marks_the_packs_until_it_is_dismissed_and_for_good_when_upheld() {
        RecordName run = runs.get(0);
        String path = shop.path(run, shop.dispatched(run, 1).getFirst());
        assertThat(shop.get(path).body()).doesNotContain("有争议");
        // the first slip on the way to the run's lot
        RecordName slip = new RecordName(one("""
                WITH RECURSIVE way(lot) AS (SELECT lot FROM read.run WHERE record = ?
                    UNION SELECT p.parent FROM read.lot_parent p JOIN way w ON p.child = w.lot)
                SELECT r.name FROM read.record r JOIN way w ON w.lot = r.name WHERE r.kind = 'slip' ORDER BY 1 LIMIT 1""", run.value()));
        Id seller = new Id(one("SELECT seller FROM read.record WHERE name = ?", slip.value()));
        dispute(slip, seller);
        assertThat(shop.get(path).body()).contains("来路中有 1 张交易单有争议");
        assertThat(shop.get(path + "?lang=en").body()).contains("One slip on the way is disputed");
        settle(slip, Dispute.Outcome.DISMISSED);
        assertThat(shop.get(path).body()).doesNotContain("有争议");
        RecordName other = new RecordName(one("""
                WITH RECURSIVE way(lot) AS (SELECT lot FROM read.run WHERE record = ?
                    UNION SELECT p.parent FROM read.lot_parent p JOIN way w ON p.child = w.lot)
                SELECT r.name FROM read.record r JOIN way w ON w.lot = r.name WHERE r.kind = 'slip' AND r.name <> ?
                ORDER BY 1 LIMIT 1""", run.value(), slip.value()));
        dispute(other, new Id(one("SELECT buyer FROM read.record WHERE name = ?", other.value())));
        settle(other, Dispute.Outcome.UPHELD);
        assertThat(shop.get(path).body()).contains("或已查明有误");
    }

    private static void dispute(RecordName slip, Id card) {
        shop.send(
                shop.clerk,
                id -> new CardCommand.DisputeSlip(
                        id, new Dispute(slip, card, new Note("重量不对"), Shop.time(), shop.market()), List.of()));
    }

    private static void settle(RecordName slip, Dispute.Outcome outcome) {
        shop.send(
                shop.registrar,
                id -> new CardCommand.SettleDispute(id, Shop.time(), slip, outcome, new Note("已核对原始凭证")));
    }

    @Test
    void stock_from_before_the_ledger_is_said_to_be_that_and_names_no_growers() {
        Packing like = like(runs.get(1));
        Name season = new Name("2026-stock");
        Day today = new Day(LocalDate.now(Show.ZONE).toString());
        SeasonPolicy policy = new SeasonPolicy(
                today,
                today,
                480,
                new Text("茶青"),
                new Text("干茶"),
                new Grams(180_000),
                4_000_000,
                5_200_000,
                List.of(PartyKind.HOUSEHOLD),
                List.of(),
                new Day(LocalDate.now(Show.ZONE).plusDays(1).toString()));
        shop.send(
                shop.importer,
                id -> new PolicyCommand.PublishPolicy(
                        id,
                        Shop.time(),
                        PolicyKind.SEASON,
                        season,
                        1,
                        today,
                        new Note("a test"),
                        PolicyStatus.UNVERIFIED,
                        Records.write(policy, SeasonPolicy.class)));
        OpeningStock stock = new OpeningStock(
                season,
                like.maker(),
                new Text("干茶"),
                new Text("一级"),
                new Grams(5_000),
                new Note("去年收的茶，没有记账"),
                Shop.time(),
                shop.market());
        RecordName lot = RecordName.command(
                shop.send(shop.clerk, id -> new OriginCommand.RecordOpeningStock(id, stock, List.of())));
        Packing packing = new Packing(
                season,
                like.maker(),
                lot,
                like.gtin(),
                like.packGrams(),
                stock.grams().value() / like.packGrams().value(),
                null,
                Shop.time(),
                shop.market());
        RecordName run =
                RecordName.command(shop.send(shop.clerk, id -> new PackCommand.RecordPacking(id, packing, List.of())));
        assertThat(page(run, "zh")).contains("期初库存", "去年收的茶，没有记账", "100%").doesNotContain("户合制", "明前");
        assertThat(page(run, "en")).contains("Stock from before the ledger");
    }

    /** A run of the season, without its number. */
    private static Packing like(RecordName run) {
        return shop.gateway
                .db()
                .one(
                        "SELECT p.season, p.maker, r.lot, r.gtin, r.pack_grams FROM read.run r"
                                + " JOIN read.record p ON p.name = r.record WHERE r.record = ?",
                        row -> new Packing(
                                new Name(row.getString(1)),
                                new Id(row.getString(2)),
                                new RecordName(row.getString(3)),
                                row.getString(4),
                                new Grams(row.getLong(5)),
                                1,
                                null,
                                Shop.time(),
                                shop.market()),
                        run.value())
                .orElseThrow();
    }

    @Test
    void the_file_that_a_shopper_downloads_is_proven_by_an_export_and_an_altered_one_is_not()
            throws IOException, InterruptedException {
        RecordName run = runs.get(2);
        // two chunks, and a pack of the second
        shop.dispatched(run, 1);
        Serial serial = shop.dispatched(run, 3).get(1);
        String proof = shop.get(shop.path(run, serial) + "/proof.json").body();
        Path file = Files.writeString(directory.resolve("pack.json"), proof);
        String hash = proof.replaceFirst("(?s).*\"path\":\\[\"([0-9a-f]{64})\".*", "$1");
        assertThat(hash).hasSize(64);
        char first = hash.charAt(0) == '0' ? '1' : '0';
        Path altered =
                Files.writeString(directory.resolve("altered.json"), proof.replace(hash, first + hash.substring(1)));
        Path export = directory.resolve("ledger.qse");
        new Export(new BlockStore(shop.gateway.keeper().database())).write(export, number -> {});
        Machine machine = new Machine(directory.resolve("home"), Files.createDirectory(directory.resolve("output")));
        assertThat(machine.run("audit", export, "--pack", file).out())
                .contains("Proven: serial " + serial.value() + " was issued as number 3 of the run " + run)
                .contains("Its pack was dispatched.");
        assertThat(machine.run("audit", export, "--pack", altered).out())
                .contains("Not proven: serial " + serial.value());
    }
}
