package qingshan.model.plain;

import static qingshan.model.plain.World.key;

import java.time.LocalDate;
import java.util.List;
import qingshan.model.plain.World.Card;
import qingshan.model.plain.World.Consent;
import qingshan.model.plain.World.Dispute;
import qingshan.model.plain.World.Entry;
import qingshan.model.plain.World.Lot;
import qingshan.model.plain.World.Part;
import qingshan.model.plain.World.Place;

/** What holders say: consents, opening stock, disputes. */
final class Words {
    private Words() {}

    static Doc grant(Case c) {
        Doc said = c.body().doc("consent");
        Card card = c.inUse(said.text("card"), Case.ms(said.text("occurredAt")));
        Case.Said consent = c.witnessed("consent", said, List.of(said.text("card")));
        boolean signed = Case.signed(said.doc("witnesses"));
        c.w().consents
                .put(of(card, said), new Consent(consent.name(), said.text("purpose"), said.text("until"), signed));
        return c.keep(consent);
    }

    static Doc withdraw(Case c) {
        Doc said = c.body().doc("withdrawal");
        Card card = c.inUse(said.text("card"), Case.ms(said.text("occurredAt")));
        Case.Said withdrawal = c.witnessed("withdrawal", said, List.of(said.text("card")));
        Refused.when(c.w().consents.get(of(card, said)) == null, "UNKNOWN_CONSENT");
        c.w().consents.remove(of(card, said));
        return c.keep(withdrawal);
    }

    private static String of(Card card, Doc said) {
        return key(card.party(), said.text("scope"), said.text("reader"));
    }

    static Doc openingStock(Case c) {
        Doc said = c.body().doc("stock");
        long when = Case.ms(said.text("occurredAt"));
        String account = c.inUse(said.text("card"), when).account();
        String product = said.text("product");
        Case.Season season = c.season(said.text("season"), when);
        String to = season.document().textOr("openingStockTo");
        Refused.when(
                product.equals(season.leaf()) || to == null || season.day(when).isAfter(LocalDate.parse(to)),
                "NO_OPENING_STOCK");
        String shelf = Shelves.shelf(account, said.text("season"), product, said.text("grade"));
        Refused.when(c.w().openings.get(shelf) != null, "ALREADY_EXISTS");
        Case.Said stock = c.witnessed("opening-stock", said, List.of(said.text("card")));
        String name = stock.name();
        long grams = said.number("grams");
        c.w().openings.put(shelf, name);
        Shelves.give(
                c.w(), shelf, new Part(new Place(when, 1, name, 0), name, grams, Case.signed(said.doc("witnesses"))));
        Lot lot = new Lot(account, said.text("season"), product, said.text("grade"), grams);
        return c.keep(stock, List.of(), lot, null, season.version());
    }

    static Doc dispute(Case c) {
        Doc said = c.body().doc("dispute");
        String slip = said.text("slip");
        Card card = c.inUse(said.text("card"), Case.ms(said.text("occurredAt")));
        Entry entry = c.w().records.get(slip);
        if (entry == null || !entry.kind().equals("slip")) {
            throw new Refused("UNKNOWN_RECORD");
        }
        Refused.when(entry.reversedBy() != null, "WRONG_STATE");
        String buyer = entry.body().textOr("buyer");
        boolean own = c.account(entry.body().text("seller")).equals(card.account())
                || (buyer != null && c.account(buyer).equals(card.account()));
        Refused.when(!own, "NOT_OWNER");
        Refused.when(c.w().disputes.get(slip) != null, "WRONG_STATE");
        Case.Said dispute = c.witnessed("dispute", said, List.of(said.text("card")));
        c.w().disputes.put(slip, new Dispute(dispute.name(), null));
        return c.keep(dispute);
    }

    static Doc settle(Case c) {
        String slip = c.body().text("slip");
        Dispute dispute = c.w().disputes.get(slip);
        if (dispute == null) {
            throw new Refused("UNKNOWN_DISPUTE");
        }
        Refused.when(dispute.outcome() != null, "WRONG_STATE");
        c.w().disputes.put(slip, new Dispute(dispute.record(), c.body().text("outcome")));
        return Doc.of();
    }
}
