package qingshan.gateway.follower;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import qingshan.gateway.TestPostgres;
import qingshan.gateway.home.Database;
import qingshan.gateway.ledger.Position;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.JsonString;
import qingshan.rules.json.Records;
import qingshan.rules.lot.Holding;
import qingshan.rules.origin.Certificate;
import qingshan.rules.origin.Entitlement;
import qingshan.rules.party.Card;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;

/** The story in which every command is accepted, on the embedded ledger, as rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowerTest {
    private final World world = Story.told();
    private final County county = new County();

    @BeforeAll
    void tell() {
        county.submit(world);
        new Follower(county.database().source()).catchUp(county.ledger());
    }

    @AfterAll
    void close() {
        county.close();
    }

    @Test
    void every_table_has_rows_after_the_whole_story() {
        Set<String> empty = Rows.all(county.database().source()).entrySet().stream()
                .filter(table -> table.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(empty).isEmpty();
    }

    @Test
    void holdings_are_those_of_the_state() {
        Map<String, String> expected = new TreeMap<>();
        values("holding", (key, value) -> {
            for (Holding.Part part : Records.read(value.getBytes(StandardCharsets.UTF_8), Holding.class)
                    .parts()) {
                int ord = Integer.parseInt(key[8]) * 100 + part.index();
                expected.put(
                        key[7] + "|" + ord,
                        String.join(
                                        "|",
                                        key[1],
                                        key[2],
                                        key[3],
                                        key[4],
                                        key[6],
                                        part.lot().value()) + "|" + part.grams().value() + "|"
                                + Records.kebab(part.witness()));
            }
        });
        Map<String, String> found = new TreeMap<>();
        rows("SELECT record, ord, card, season, product, grade, rank, lot, grams, witness FROM read.holding")
                .forEach(row -> {
                    int cut = row.indexOf('|', row.indexOf('|') + 1);
                    found.put(row.substring(0, cut), row.substring(cut + 1));
                });
        assertThat(found).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void entitlements_and_certificates_are_those_of_the_state() {
        Map<String, String> expected = new TreeMap<>();
        values("card", (key, value) -> {
            if (key[2].equals("s")) {
                Entitlement e = Records.read(value.getBytes(StandardCharsets.UTF_8), Entitlement.class);
                expected.put(
                        key[1] + "|" + key[3],
                        e.granted().value() + "|" + e.used().value() + "|" + Records.kebab(e.basis()));
            }
        });
        values("certificate", (key, value) -> {
            Certificate c = Records.read(value.getBytes(StandardCharsets.UTF_8), Certificate.class);
            expected.put(
                    key[1] + "|" + key[3], c.grams().value() + "|" + c.used().value() + "|" + Records.kebab(c.basis()));
        });
        Map<String, String> found = new TreeMap<>();
        rows("SELECT card, season, granted, used, basis FROM read.entitlement"
                        + " UNION ALL SELECT promisor, number, grams, used, basis FROM read.certificate")
                .forEach(row -> {
                    int cut = row.indexOf('|', row.indexOf('|') + 1);
                    found.put(row.substring(0, cut), row.substring(cut + 1));
                });
        assertThat(found).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void cards_and_their_accounts_are_those_of_the_state() {
        Set<String> expected = new TreeSet<>();
        values("card", (key, value) -> {
            if (key[2].equals("r")) {
                Card card = Records.read(value.getBytes(StandardCharsets.UTF_8), Card.class);
                Card.Lost lost = card.lost();
                long live = card.keys().stream()
                        .filter(each -> each.revokedAt() == null)
                        .count();
                expected.add(card.card() + "|" + card.account() + "|" + card.party() + "|"
                        + (card.signedOnly() ? "t" : "f") + "|" + (lost == null ? null : lost.replacedBy()) + "|"
                        + live);
            }
        });
        assertThat(rows("SELECT card, account, party, signed_only, replaced_by, (SELECT count(*) FROM read.card_key k"
                        + " WHERE k.card = c.card AND k.revoked_at IS NULL) FROM read.card c"))
                .containsExactlyInAnyOrderElementsOf(expected)
                .anyMatch(row -> !row.contains("|null|"));
    }

    @Test
    void consents_disputes_and_serials_are_those_of_the_state() {
        Set<String> expected = new TreeSet<>();
        values(
                "consent",
                (key, value) -> expected.add(String.join("|", key) + "|" + text(value, "record") + "|"
                        + text(value, "until") + "|" + text(value, "witness")));
        values(
                "dispute",
                (key, value) -> expected.add(
                        String.join("|", key) + "|" + text(value, "record") + "|" + text(value, "outcome")));
        values("serials", (key, value) -> {
            switch (key[2]) {
                case "c" ->
                    expected.add("serials|" + key[1] + "|c|" + Long.parseLong(key[3]) + "|" + text(value, "count") + "|"
                            + text(value, "root") + "|" + text(value, "record"));
                case "t" ->
                    expected.add("serials|" + key[1] + "|t|" + Long.parseLong(key[3]) + "|" + text(value, "first") + "|"
                            + text(value, "fate") + "|" + text(value, "record"));
                default -> {}
            }
        });
        String until = "to_char(until AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')";
        List<String> found = new ArrayList<>(
                rows("SELECT 'consent', party, scope, reader, record, " + until + ", witness FROM read.consent"));
        found.addAll(rows("SELECT 'dispute', slip, record, outcome FROM read.dispute"));
        found.addAll(rows("SELECT 'serials', run, 'c', first, count, root, record FROM read.chunk"));
        found.addAll(rows("SELECT 'serials', run, 't', last, first, fate, record FROM read.stretch"));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected).hasSizeGreaterThan(5);
    }

    private static String text(String json, String member) {
        Json value = JsonParser.object(json).get(member);
        return value == null
                ? "null"
                : value instanceof JsonString string ? string.value() : CanonicalJson.write(value);
    }

    @Test
    void prices_come_from_the_private_data_and_fit_the_slips() {
        assertThat(rows("SELECT r.number, p.price_fen_per_kg, p.amount_fen FROM read.price p"
                        + " JOIN read.record r ON r.name = p.record ORDER BY 1"))
                .contains("LS0000001|16000|196800", "LS0000002|16500|198000");
        assertThat(rows("SELECT count(*) FROM read.record r LEFT JOIN read.price p ON p.record = r.name"
                        + " WHERE r.kind = 'slip' AND p.record IS NULL"))
                .containsExactly("0");
    }

    @Test
    void a_reversed_slip_and_its_reversal_know_each_other() {
        assertThat(rows("SELECT s.number, r.kind, r.reason, r.season FROM read.record s"
                        + " JOIN read.record r ON r.name = s.reversed_by AND r.reverses = s.name"))
                .containsExactly("LS0000003|reversal|称错|2026-spring");
    }

    @Test
    void dropping_the_rows_and_following_from_block_0_gives_the_same_rows() {
        Map<String, List<String>> before = Rows.all(county.database().source());
        Position position = new Follower(county.database().source()).rebuild(county.ledger());
        assertThat(position).isEqualTo(county.ledger().height());
        assertThat(Rows.all(county.database().source())).isEqualTo(before);
    }

    @Test
    void one_block_at_a_time_gives_the_same_rows_as_many_at_once() {
        try (Database other = TestPostgres.fresh()) {
            for (long block = 0; block <= county.ledger().height().block(); block++) {
                new Follower(other.source()).catchUp(Altered.upTo(county.ledger(), block));
            }
            assertThat(Rows.all(other.source()))
                    .isEqualTo(Rows.all(county.database().source()));
        }
    }

    @Test
    void who_follows_takes_blocks_as_they_come_until_interrupted() throws InterruptedException {
        try (County growing = new County();
                Database other = TestPostgres.fresh()) {
            Follower follower = new Follower(other.source());
            Thread following = Thread.ofPlatform().start(() -> follower.follow(growing.ledger()));
            growing.submit(Story.prepared());
            await().until(() -> follower.position().equals(growing.ledger().height()));
            following.interrupt();
            following.join();
            follower.catchUp(growing.ledger());
            assertThat(follower.position()).isEqualTo(growing.ledger().height());
        }
    }

    private List<String> rows(String sql) {
        return Rows.of(county.database().source(), sql);
    }

    private interface Visitor {
        void visit(String[] key, String value);
    }

    private void values(String prefix, Visitor visitor) {
        world.state().contents().forEach((key, value) -> {
            String[] parts = key.split("\u001f", -1);
            if (parts[0].equals(prefix)) {
                visitor.visit(parts, value);
            }
        });
    }
}
