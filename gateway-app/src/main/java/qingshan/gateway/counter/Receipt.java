package qingshan.gateway.counter;

import java.util.Locale;
import qingshan.gateway.Sentences;
import qingshan.gateway.web.Show;
import qingshan.gateway.web.Visit;
import qingshan.rules.json.JsonObject;

/**
 * What a slip of 80 mm says, ready to print; empty where it says nothing.
 *
 * @param state 待入账, 已冲正, or empty once it stands on the ledger
 * @param left what the seller may still sell
 */
public record Receipt(
        String market,
        String number,
        String sample,
        String time,
        String seller,
        String buyer,
        String grade,
        String gross,
        String tare,
        String net,
        String price,
        String amount,
        String left,
        String by,
        String state) {
    /** One without anything in it, which the page fills when the ledger is away. */
    public static Receipt blank(String market) {
        return new Receipt(market, "", "", "", "", "", "", "", "", "", "", "", "", "", "");
    }

    static Receipt of(Visit visit, String market, Entry e, String left) {
        Sentences t = CounterTexts.of(visit);
        Show show = visit.show();
        String state = e.state() == Entry.State.RECORDED
                ? ""
                : t.say("state." + e.state().name().toLowerCase(Locale.ROOT));
        return new Receipt(
                market,
                e.paper() == null ? e.number() : t.say("slip.paper", e.number(), e.paper()),
                e.sample(),
                show.moment(e.occurredAt()),
                e.seller() + " " + Entry.last(e.sellerCard()),
                e.buyer() + " " + Entry.last(e.buyerCard()),
                e.grade(),
                show.plainWeight(e.gross()) + (e.keyed() ? " " + t.say("keyed") : ""),
                show.plainWeight(e.tare()),
                t.say("net.both", show.kilograms(e.net()), show.kilograms(2 * e.net())),
                Entry.price(e.fenPerKg(), t),
                show.yuan(e.amountFen()),
                left,
                t.say("slip.by", e.scale(), e.clerk()),
                state);
    }

    JsonObject json() {
        return JsonObject.of("market", market)
                .with("number", number)
                .with("sample", sample)
                .with("time", time)
                .with("seller", seller)
                .with("buyer", buyer)
                .with("grade", grade)
                .with("gross", gross)
                .with("tare", tare)
                .with("net", net)
                .with("price", price)
                .with("amount", amount)
                .with("left", left)
                .with("by", by)
                .with("state", state);
    }
}
