package qingshan.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.party.Names;
import qingshan.gateway.season.load.Ids;
import qingshan.gateway.staff.Desk;
import qingshan.gateway.staff.Role;
import qingshan.gateway.web.Show;
import qingshan.gateway.web.TestGateway;
import qingshan.rules.card.CardCommand;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonObject;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/** The market that a demonstration opens today. */
class DemoMarketTest {
    @Test
    void a_clerk_records_at_once_and_it_is_opened_once_a_season() {
        try (TestGateway gateway = TestGateway.start()) {
            DemoMarket market = gateway.bean(DemoMarket.class);
            gateway.bean(Desk.class)
                    .submit(
                            gateway.account("registrar", Role.REGISTRAR),
                            new PartyCommand.RegisterMarket(
                                    new CommandId(UUID.randomUUID().toString()),
                                    now(),
                                    gateway.db().transact(Ids::of).market("茶青市场"),
                                    new Text("青山茶青市场"),
                                    new Text("TradeMSP")),
                            null);
            LocalDate today = LocalDate.now(Show.ZONE);
            List<String> cards = market.open(today);
            assertThat(settled(gateway, cards).statusCode()).isEqualTo(200);
            assertThat(gateway.db().one("SELECT source || ' ' || status FROM read.policy", row -> row.getString(1)))
                    .hasValue("演示 demonstration unverified");
            assertThat(gateway.db().one("SELECT count(*) FROM read.approval", row -> row.getLong(1)))
                    .hasValueSatisfying(count -> assertThat(count).isPositive());

            Position height = gateway.keeper().height();
            assertThat(market.open(today)).isEqualTo(cards);
            assertThat(market.open(today.plusDays(20))).isEqualTo(cards);
            assertThat(gateway.keeper().height()).as("nothing is done twice").isEqualTo(height);

            gateway.db().update("DELETE FROM read.entitlement");
            assertThat(market.open(today)).as("one that was stopped goes on").isEqualTo(cards);
            assertThat(market.open(today.plusDays(200))).isEqualTo(cards);
            assertThat(gateway.db().one("SELECT count(*) FROM read.policy", row -> row.getLong(1)))
                    .hasValue(2L);

            replace(gateway, cards.getFirst());
            assertThat(market.open(today.plusDays(400)))
                    .as("a card that was lost is not offered, and its holder still has a season")
                    .startsWith("YS27000999")
                    .endsWith(cards.getLast());
            gateway.db().update("UPDATE read.policy SET name = replace(name, 'demo-', 'real-')");
            assertThat(market.open(today)).as("a real season is left alone").isEmpty();
        }
    }

    private static void replace(TestGateway gateway, String number) {
        Names names = gateway.bean(Names.class);
        Names.Named lost = names.ofNumber(number).orElseThrow();
        Id card = names.ids().card("YS27000999");
        names.keepCard(card, "YS27000999", lost.party(), PartyKind.HOUSEHOLD, lost.person());
        CommandId id = new CommandId(UUID.randomUUID().toString());
        gateway.bean(Desk.class)
                .submit(
                        gateway.account("registrar", Role.REGISTRAR),
                        new CardCommand.ReissueCard(id, now(), lost.card(), card, new Note("丢失")),
                        null);
    }

    private static HttpResponse<String> settled(TestGateway gateway, List<String> cards) {
        JsonObject trade = JsonObject.of("id", UUID.randomUUID().toString())
                .with("at", now().value())
                .with("scale", "C01")
                .with("seller", cards.getFirst())
                .with("buyer", cards.getLast())
                .with("grade", "特级")
                .with("gross", 12_500)
                .with("tare", 500)
                .with("price", 16_000)
                .with("unit", "jin")
                .with("weighed", new JsonBoolean(false));
        return gateway.send(gateway.request(
                        "/counter/slips",
                        "Cookie",
                        gateway.signedIn("li-na", Role.MARKET_CLERK),
                        "Accept",
                        "application/json",
                        "Content-Type",
                        "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(trade.toString())));
    }

    private static LedgerTime now() {
        return LedgerTime.ofEpochMilli(Instant.now().toEpochMilli());
    }
}
