package qingshan.gateway.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import qingshan.gateway.form.Once;
import qingshan.gateway.party.Parties;
import qingshan.gateway.party.Person;
import qingshan.gateway.staff.Desk;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.rules.Command;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Product;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.value.Area;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Text;

/** What was adopted is approved, what is known here alone is corrected, and a party is found by each of its cards. */
class PeopleTest {
    private static Office office;

    @BeforeAll
    static void open() {
        office = new Office();
    }

    @AfterAll
    static void close() {
        office.close();
    }

    private static Staff staff(Role role) {
        return new Staff(role.code(), role.code(), role);
    }

    private static CommandId id() {
        return new CommandId(UUID.randomUUID().toString());
    }

    private static LedgerTime now() {
        return LedgerTime.ofEpochMilli(Instant.now().toEpochMilli());
    }

    private static void submit(Role role, Command command) {
        office.gateway.bean(Desk.class).submit(staff(role), command, null);
    }

    /** A party that a market's clerk took down. */
    private static Id adopted(String number, PartyKind kind) {
        return office.gateway
                .bean(Parties.class)
                .register(
                        staff(Role.MARKET_CLERK),
                        new Once(id(), "newcomer", "/counter", number),
                        number,
                        kind,
                        new Person("毛水根", "上垟村", "13800001234", ""));
    }

    private static String one(String sql, Object... arguments) {
        return office.gateway
                .db()
                .one(sql, row -> String.valueOf(row.getObject(1)), arguments)
                .orElse("none");
    }

    private static String card(String number) {
        return one("SELECT id FROM own.card WHERE number = ?", number);
    }

    @Test
    void an_adopted_party_is_opened_and_approved_by_correcting_it() {
        Id party = adopted("NH-1", PartyKind.HOUSEHOLD);
        String page = "/parties/" + party;
        for (Role role : List.of(Role.REGISTRAR, Role.MARKET_CLERK)) {
            for (String language : List.of("zh", "en")) {
                assertThat(office.get(role, page + "?lang=" + language).statusCode())
                        .isEqualTo(200);
            }
        }
        assertThat(office.get(Role.REGISTRAR, page).body()).contains(page + "/correct");
        HttpResponse<String> done = office.send(
                Role.REGISTRAR, page + "/correct", Map.of("kind", "trader", "name", "毛水生", "village", "下垟村"));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(office.get(Role.REGISTRAR, page).body())
                .contains("毛水生", "下垟村", "trader", page + "/person")
                .doesNotContain(page + "/correct");
        assertThat(one("SELECT basis FROM read.party WHERE party = ?", party.value()))
                .isEqualTo("approved");
    }

    @Test
    void what_a_refused_correction_would_have_kept_is_as_it_was() {
        String page = office.party("NH-2", "household", "李大山");
        assertThat(office.send(
                                Role.REGISTRAR,
                                page + "/correct",
                                Map.of("kind", "trader", "name", "李小山", "village", "下垟村"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(one("SELECT kind || name || village FROM own.card WHERE number = 'NH-2'"))
                .isEqualTo("茶农李大山上垟村");
    }

    @Test
    void a_changed_telephone_is_corrected_here_and_the_ledger_stays() {
        String page = office.party("NH-3", "household", "陈阿香");
        String height = one("SELECT max(number) FROM read.block");
        Map<String, String> form = Map.of("name", "陈阿香", "mobile", "13900005678", "identity", office.identity("NH-3"));
        String id = Office.id(office.get(Role.REGISTRAR, page + "/person").body());
        String done = Office.location(office.sendAs(Role.REGISTRAR, page + "/person", id, form));
        assertThat(Office.location(office.sendAs(Role.REGISTRAR, page + "/person", id, form)))
                .isEqualTo(done);
        assertThat(office.get(Role.REGISTRAR, done).body())
                .contains("*******5678", "It is corrected here; the ledger is as it was.")
                .doesNotContain("block 0");
        assertThat(one("SELECT mobile FROM own.card WHERE number = 'NH-3'")).isEqualTo("13900005678");
        assertThat(office.gateway
                        .db()
                        .list(
                                "SELECT staff || ' ' || mobile FROM own.former_person WHERE party = ?",
                                row -> row.getString(1),
                                page.substring("/parties/".length())))
                .as("what was registered can still be shown to fit the ledger's commitment")
                .containsExactly("registrar 13800001234");
        assertThat(one("SELECT max(number) FROM read.block")).isEqualTo(height);
        assertThat(office.get(Role.MARKET_CLERK, page + "/person").statusCode()).isEqualTo(403);
    }

    @Test
    void a_party_is_known_by_the_card_it_was_given_first_and_found_by_each() {
        String page = office.party("NH25000009", "household", "叶春兰");
        office.send(
                Role.REGISTRAR,
                "/plots/new",
                Map.of("number", "DK-9", "card", "NH25000009", "area", "1", "village", "上垟村"));
        String first = card("NH25000009");
        submit(
                Role.IMPORTER,
                new OriginCommand.AdoptEntitlement(
                        id(),
                        now(),
                        new Id(first),
                        new Name(Office.SEASON),
                        List.of(new Id(one("SELECT id FROM own.plot WHERE number = 'DK-9'")))));
        approve(first, one("SELECT id FROM own.plot WHERE number = 'DK-9'"));
        assertThat(office.send(
                                Role.MARKET_CLERK,
                                "/parties/cards/" + first + "/lost",
                                Map.of("number", "AA00000001", "reason", "卡遗失"))
                        .statusCode())
                .isEqualTo(303);
        for (String number : List.of("NH25000009", "AA00000001")) {
            assertThat(office.get(Role.REGISTRAR, "/api/v1/parties?number=" + number)
                            .body())
                    .contains("叶春兰", "\"number\":\"NH25000009\"");
            assertThat(office.get(Role.REGISTRAR, "/api/v1/entitlements?number=" + number)
                            .body())
                    .contains("叶春兰");
        }
        assertThat(office.get(Role.REGISTRAR, page).body()).contains("replaced by AA00000001");
        assertThat(office.get(Role.REGISTRAR, "/api/v1/parties.csv?lang=zh&number=AA00000001")
                        .body())
                .as("people open it: words, not codes")
                .contains("茶农")
                .doesNotContain("household");
    }

    @Test
    void an_adopted_entitlement_of_a_card_that_was_lost_is_proposed_and_approved() {
        office.party("NH-9", "household", "季春花");
        office.send(
                Role.REGISTRAR, "/plots/new", Map.of("number", "DK-19", "card", "NH-9", "area", "1", "village", "上垟村"));
        String first = card("NH-9");
        String plot = one("SELECT id FROM own.plot WHERE number = 'DK-19'");
        submit(
                Role.IMPORTER,
                new OriginCommand.AdoptEntitlement(
                        id(), now(), new Id(first), new Name(Office.SEASON), List.of(new Id(plot))));
        assertThat(office.send(
                                Role.MARKET_CLERK,
                                "/parties/cards/" + first + "/lost",
                                Map.of("number", "AA00000019", "reason", "卡遗失"))
                        .statusCode())
                .isEqualTo(303);
        approve(first, plot);
        // whoever looks for the new card proposes under it, and the proposal is found all the same
        String grower = "/entitlements/new";
        String proposal = Office.location(
                office.send(Role.VILLAGE_OFFICER, grower, Map.of("card", "AA00000019", "season", Office.SEASON)));
        assertThat(proposal).contains(card("AA00000019"));
        assertThat(office.send(Role.VILLAGE_OFFICER, proposal.replaceAll("&done=.*", ""), Map.of("plot." + plot, "on"))
                        .body())
                .contains("WRONG_STATE", "(State: approved)");
    }

    /** An entitlement that an import brought: the village proposes it anew, town and county approve. */
    private static void approve(String card, String plot) {
        String page = "/entitlements/of?card=" + card + "&season=" + Office.SEASON;
        String proposal = "/entitlements/propose?card=" + card + "&season=" + Office.SEASON;
        assertThat(office.send(Role.VILLAGE_OFFICER, proposal, Map.of("plot." + plot, "on"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(office.send(Role.TOWN_OFFICER, page, Map.of()).statusCode()).isEqualTo(303);
        assertThat(office.send(Role.COUNTY_OFFICER, page, Map.of()).statusCode())
                .isEqualTo(303);
        assertThat(one("SELECT basis FROM read.entitlement WHERE card = ?", card))
                .isEqualTo("approved");
    }

    @Test
    void only_a_key_that_is_there_is_revoked() {
        String page = office.party("NH-4", "household", "吴秀英");
        String card = card("NH-4");
        String revoke = "/parties/cards/" + card + "/keys/1/revoke";
        assertThat(office.get(Role.REGISTRAR, revoke).statusCode()).isEqualTo(404);
        TestKey key = new TestKey(new Id(card));
        submit(Role.REGISTRAR, new PartyCommand.AddKey(id(), now(), new Id(card), key.publicKey(), key.proof()));
        assertThat(office.get(Role.REGISTRAR, page).body()).contains(revoke);
        String form = Office.id(office.get(Role.REGISTRAR, revoke).body());
        for (int i = 0; i < 2; i++) {
            assertThat(office.sendAs(Role.REGISTRAR, revoke, form, Map.of("reason", "卡被复制"))
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(office.get(Role.REGISTRAR, page).body()).contains("revoked").doesNotContain(revoke);
        assertThat(office.send(Role.REGISTRAR, revoke, Map.of("reason", "再来一次")).body())
                .contains("KEY_REVOKED");
    }

    @Test
    void an_adopted_plot_is_corrected_and_a_refused_plot_leaves_nothing() {
        office.party("NH-5", "household", "王大明");
        String party = one("SELECT party FROM own.card WHERE number = 'NH-5'");
        Id plot = new Id("0123456789abcdef0123456789abcde5");
        submit(
                Role.IMPORTER,
                new OriginCommand.RegisterPlot(
                        id(), now(), plot, new Id(party), new Area(1_000), null, new Text("上垟村")));
        office.gateway.db().update("INSERT INTO own.plot VALUES (?, 'DK-5', 'NH-5', '119.1', '28.1')", plot.value());
        Map<String, String> form =
                Map.of("card", "NH-5", "area", "2.5", "village", "下垟村", "longitude", "119.2", "latitude", "28.2");
        String correct = "/plots/" + plot + "/correct";
        assertThat(office.send(Role.REGISTRAR, correct, form).statusCode()).isEqualTo(303);
        assertThat(one(
                        "SELECT p.area || p.basis || o.longitude FROM read.plot p JOIN own.plot o ON o.id = p.plot"
                                + " WHERE p.plot = ?",
                        plot.value()))
                .isEqualTo("2500approved119.2");
        assertThat(office.send(
                                Role.REGISTRAR,
                                correct,
                                Map.of("card", "NH-5", "area", "3", "longitude", "119.3", "latitude", "28.3"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(one("SELECT longitude FROM own.plot WHERE id = ?", plot.value()))
                .isEqualTo("119.2");
        HttpResponse<String> half =
                office.send(Role.REGISTRAR, correct, Map.of("card", "NH-5", "area", "2.5", "longitude", "119.3"));
        assertThat(half.statusCode()).isEqualTo(400);
        assertThat(half.body()).contains("href=\"#f-latitude\"", "leave out both");
        HttpResponse<String> refused = office.send(
                Role.REGISTRAR,
                "/plots/new",
                Map.of("number", "DK-404", "card", "NH-5", "area", "1", "village", "x".repeat(65)));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(one("SELECT number FROM own.plot WHERE number = 'DK-404'")).isEqualTo("none");
    }

    @Test
    void an_adopted_product_is_corrected() {
        office.party("NH-6", "enterprise", "青山茶业");
        submit(
                Role.IMPORTER,
                new PackCommand.RegisterProduct(
                        id(),
                        now(),
                        new Product(
                                "6901234567892",
                                new Id(card("NH-6")),
                                new Text("青山绿茶"),
                                null,
                                null,
                                new Grams(250),
                                null,
                                null,
                                null,
                                null)));
        assertThat(office.send(
                                Role.REGISTRAR,
                                "/products/6901234567892/correct",
                                Map.of("maker", "NH-6", "name", "青山明前绿茶", "netGrams", "200"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(one("SELECT name || net_grams || basis FROM read.product WHERE gtin = '6901234567892'"))
                .isEqualTo("青山明前绿茶200approved");
    }

    @Test
    void a_party_without_a_name_here_and_a_market_without_scales_are_listed() {
        Id laboratory = new Id("0123456789abcdef0123456789abcdef");
        submit(
                Role.REGISTRAR,
                new PartyCommand.RegisterParty(
                        id(), now(), laboratory, PartyKind.LABORATORY, null, Digest.of("a laboratory")));
        assertThat(office.get(Role.REGISTRAR, "/parties/" + laboratory).body())
                .contains("laboratory, no name here")
                .doesNotContain("<h1>" + laboratory);
        assertThat(office.get(Role.REGISTRAR, "/parties?kind=laboratory").body())
                .contains("no name here");
        office.send(Role.REGISTRAR, "/scales/market", Map.of("name", "无秤市场", "mspId", "TradeMSP"));
        assertThat(office.get(Role.REGISTRAR, "/scales").body()).contains("无秤市场", "no scale yet: register one");
    }
}
