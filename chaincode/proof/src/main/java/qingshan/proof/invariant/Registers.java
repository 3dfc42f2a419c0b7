package qingshan.proof.invariant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.rules.Submitter;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.CardEvent;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.origin.OriginEvent;
import qingshan.rules.origin.Plot;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.PackEvent;
import qingshan.rules.pack.Product;
import qingshan.rules.party.Card;
import qingshan.rules.party.CardKey;
import qingshan.rules.party.Market;
import qingshan.rules.party.Party;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyEvent;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Text;

/** Parties, markets with their scales, cards, plots and products, as they are registered now. */
final class Registers {
    private final Map<Id, Party> parties = new HashMap<>();
    private final Map<Id, Market> markets = new HashMap<>();
    private final Map<Id, Card> cards = new HashMap<>();
    private final Map<Id, Plot> plots = new HashMap<>();
    private final Map<String, Product.Registered> products = new HashMap<>();

    Party party(Transit transit, Id id) {
        return transit.need(parties.get(id), Kind.REGISTER, id, "there is no such party");
    }

    Card card(Transit transit, Id id) {
        return transit.need(cards.get(id), Kind.REGISTER, id, "there is no such card");
    }

    /** A card that was not lost by then. */
    Card inUse(Transit transit, Id id, LedgerTime at) {
        Card card = card(transit, id);
        Card.Lost lost = card.lost();
        transit.must(lost == null || at.compareTo(lost.at()) < 0, Kind.REGISTER, id, "the card was lost before");
        return card;
    }

    /** A card whose keys and successor may still change: nobody reported it lost, whenever that counts from. */
    Card notLost(Transit transit, Id id) {
        Card card = card(transit, id);
        transit.must(card.lost() == null, Kind.REGISTER, id, "the card was reported lost before");
        return card;
    }

    /** The card that stands in a lost one's place today. */
    Card current(Transit transit, Id id) {
        Card card = card(transit, id);
        for (Card.Lost lost = card.lost(); lost != null; lost = card.lost()) {
            card = card(transit, lost.replacedBy());
        }
        return card;
    }

    Market market(Transit transit, Id id) {
        return transit.need(markets.get(id), Kind.REGISTER, id, "there is no such market");
    }

    Plot plot(Transit transit, Id id) {
        return transit.need(plots.get(id), Kind.REGISTER, id, "there is no such plot");
    }

    Product.@Nullable Registered product(String gtin) {
        return products.get(gtin);
    }

    void registerParty(Transit transit, PartyCommand.RegisterParty c) {
        Party old = parties.get(c.party());
        Party party = new Party(
                c.party(),
                c.kind(),
                c.village(),
                c.commitment(),
                transit.submitter().mspId().equals(Submitter.REGISTRY) ? Basis.APPROVED : Basis.ADOPTED,
                transit.submitter().mspId(),
                old == null ? List.of() : old.cards());
        if (party.equals(old)) {
            return;
        }
        mayCorrect(transit, c.party(), old == null ? null : old.basis(), old == null ? null : old.mspId());
        parties.put(c.party(), party);
        write(transit, Keys.party(c.party()), party, old == null);
        if (old != null && old.kind() != c.kind()) {
            for (Id id : old.cards()) {
                Card card = card(transit, id);
                put(
                        transit,
                        new Card(
                                id,
                                card.account(),
                                card.party(),
                                c.kind(),
                                card.basis(),
                                card.mspId(),
                                card.signedOnly(),
                                card.lost(),
                                card.keys()));
            }
        }
        transit.next(new PartyEvent.PartyRegistered(
                c.party(), c.kind(), c.village(), c.commitment(), party.basis(), party.mspId()));
    }

    void registerMarket(Transit transit, PartyCommand.RegisterMarket c) {
        transit.must(!markets.containsKey(c.market()), Kind.REGISTER, c.market(), "the market is registered already");
        Market market = new Market(c.market(), c.name(), c.mspId().value(), List.of(), List.of());
        markets.put(c.market(), market);
        transit.expected().create(Keys.market(c.market()), market);
        transit.next(
                new PartyEvent.MarketRegistered(c.market(), c.name(), c.mspId().value()));
    }

    void registerScale(Transit transit, PartyCommand.RegisterScale c) {
        Market market = own(transit, c.market());
        if (market.scales().contains(c.scale())) {
            transit.must(transit.submitter().adopts(), Kind.REGISTER, c.market(), "the scale is registered already");
            return;
        }
        List<Text> retired = new ArrayList<>(market.retired());
        transit.must(
                !retired.remove(c.scale()) || !transit.submitter().adopts(),
                Kind.REGISTER,
                c.market(),
                "the scale was retired, and an import does not bring it back");
        List<Text> scales = sorted(market.scales(), c.scale());
        put(transit, new Market(c.market(), market.name(), market.mspId(), scales, retired));
        transit.next(new PartyEvent.ScaleRegistered(c.market(), c.scale()));
    }

    void retireScale(Transit transit, PartyCommand.RetireScale c) {
        Market market = own(transit, c.market());
        List<Text> scales = new ArrayList<>(market.scales());
        transit.must(scales.remove(c.scale()), Kind.REGISTER, c.market(), "there is no such scale");
        List<Text> retired = sorted(market.retired(), c.scale());
        put(transit, new Market(c.market(), market.name(), market.mspId(), scales, retired));
        transit.next(new PartyEvent.ScaleRetired(c.market(), c.scale()));
    }

    private static List<Text> sorted(List<Text> scales, Text more) {
        return Stream.concat(scales.stream(), Stream.of(more))
                .sorted(Comparator.comparing(Text::value))
                .toList();
    }

    private Market own(Transit transit, Id id) {
        Market market = market(transit, id);
        String mspId = transit.submitter().mspId();
        transit.must(
                market.mspId().equals(mspId) || mspId.equals(Submitter.REGISTRY),
                Kind.REGISTER,
                id,
                "the market is another organization's");
        return market;
    }

    private void put(Transit transit, Market market) {
        markets.put(market.market(), market);
        transit.expected().update(Keys.market(market.market()), market);
    }

    void issueCard(Transit transit, CardCommand.IssueCard c) {
        Party party = party(transit, c.party());
        Card old = cards.get(c.card());
        if (old != null) {
            transit.must(
                    transit.submitter().adopts() && old.party().equals(c.party()),
                    Kind.REGISTER,
                    c.card(),
                    "the card was issued before");
            return;
        }
        Card card = new Card(
                c.card(),
                c.card(),
                c.party(),
                party.kind(),
                Acts.basis(transit),
                transit.submitter().mspId(),
                false,
                null,
                List.of());
        add(transit, card, party);
        transit.next(new CardEvent.CardIssued(c.card(), c.party(), card.basis(), card.mspId()));
    }

    void reissueCard(Transit transit, CardCommand.ReissueCard c) {
        Card lost = notLost(transit, c.lost());
        String mspId = transit.submitter().mspId();
        transit.must(
                lost.keys().isEmpty() || mspId.equals(Submitter.REGISTRY),
                Kind.REGISTER,
                c.lost(),
                "a card that can sign is replaced by the registry alone");
        transit.must(!cards.containsKey(c.card()), Kind.REGISTER, c.card(), "the card was issued before");
        List<CardKey> revoked = new ArrayList<>();
        for (CardKey key : lost.keys()) {
            revoked.add(
                    key.revokedAt() != null
                            ? key
                            : new CardKey(key.no(), key.publicKey(), key.addedAt(), transit.recordedAt(), c.reason()));
        }
        put(
                transit,
                new Card(
                        lost.card(),
                        lost.account(),
                        lost.party(),
                        lost.kind(),
                        lost.basis(),
                        lost.mspId(),
                        lost.signedOnly(),
                        new Card.Lost(c.occurredAt(), c.card()),
                        List.copyOf(revoked)));
        Card card = new Card(
                c.card(),
                lost.account(),
                lost.party(),
                lost.kind(),
                Basis.APPROVED,
                mspId,
                lost.signedOnly(),
                null,
                List.of());
        add(transit, card, party(transit, lost.party()));
        transit.next(new CardEvent.CardReissued(
                c.lost(),
                c.card(),
                card.account(),
                card.party(),
                card.signedOnly(),
                c.occurredAt(),
                c.reason(),
                mspId));
    }

    private void add(Transit transit, Card card, Party party) {
        cards.put(card.card(), card);
        transit.expected().create(Keys.card(card.card()), card);
        List<Id> all = new ArrayList<>(party.cards());
        all.add(card.card());
        Party more = new Party(
                party.party(),
                party.kind(),
                party.village(),
                party.commitment(),
                party.basis(),
                party.mspId(),
                List.copyOf(all));
        parties.put(party.party(), more);
        transit.expected().update(Keys.party(party.party()), more);
    }

    /** A card is there already and is now this. */
    void put(Transit transit, Card card) {
        cards.put(card.card(), card);
        transit.expected().update(Keys.card(card.card()), card);
    }

    void registerPlot(Transit transit, OriginCommand.RegisterPlot c) {
        party(transit, c.party());
        Plot old = plots.get(c.plot());
        Plot plot = new Plot(
                c.plot(),
                c.party(),
                c.area(),
                c.cultivar(),
                c.village(),
                Acts.basis(transit),
                transit.submitter().mspId());
        if (plot.equals(old)) {
            return;
        }
        mayCorrect(transit, c.plot(), old == null ? null : old.basis(), old == null ? null : old.mspId());
        plots.put(c.plot(), plot);
        write(transit, Keys.plot(c.plot()), plot, old == null);
        transit.next(new OriginEvent.PlotRegistered(plot));
    }

    void registerProduct(Transit transit, PackCommand.RegisterProduct c) {
        Product said = c.product();
        Product product = new Product(
                said.gtin(),
                inUse(transit, said.maker(), c.occurredAt()).account(),
                said.name(),
                said.englishName(),
                said.teaClass(),
                said.netGrams(),
                said.standard(),
                said.shelfLifeMonths(),
                said.licence(),
                said.telephone());
        transit.must(
                Gtins.isGood(product.gtin()), Kind.REGISTER, product.gtin(), "the GTIN's check digit or form is wrong");
        Product.Registered old = products.get(product.gtin());
        Product.Registered registered = new Product.Registered(
                product, Acts.basis(transit), transit.submitter().mspId());
        if (registered.equals(old)) {
            return;
        }
        mayCorrect(transit, product.gtin(), old == null ? null : old.basis(), old == null ? null : old.mspId());
        products.put(product.gtin(), registered);
        write(transit, Keys.product(product.gtin()), registered, old == null);
        transit.next(new PackEvent.ProductRegistered(registered));
    }

    /** Only what was adopted may be corrected, by those who brought it and by the registry. */
    private static void mayCorrect(Transit transit, Object key, @Nullable Basis basis, @Nullable String mspId) {
        transit.must(
                basis == null
                        || (basis == Basis.ADOPTED
                                && (transit.submitter().mspId().equals(Submitter.REGISTRY)
                                        || (transit.submitter().adopts()
                                                && Objects.equals(
                                                        mspId,
                                                        transit.submitter().mspId())))),
                Kind.REGISTER,
                key,
                "what was approved, or brought by another organization, was changed");
    }

    private static void write(Transit transit, String key, Record value, boolean isNew) {
        if (isNew) {
            transit.expected().create(key, value);
        } else {
            transit.expected().update(key, value);
        }
    }
}
