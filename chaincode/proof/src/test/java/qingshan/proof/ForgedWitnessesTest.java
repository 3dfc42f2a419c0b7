package qingshan.proof;

import static qingshan.rules.testing.Story.FACTORY;
import static qingshan.rules.testing.Story.GROWER;
import static qingshan.rules.testing.Story.MARKET;
import static qingshan.rules.testing.Story.NEIGHBOUR;
import static qingshan.rules.testing.Story.SCALE;
import static qingshan.rules.testing.Story.SEASON;
import static qingshan.rules.testing.Story.TRADER;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.INSPECTOR;
import static qingshan.rules.testing.Submitters.REGISTRAR;

import java.util.List;
import org.junit.jupiter.api.Test;
import qingshan.proof.offence.Kind;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Loss;
import qingshan.rules.card.Slip;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.signature.PublicKey;
import qingshan.rules.state.Keys;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.TestCard;
import qingshan.rules.testing.World;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/** Forgeries of who stands behind a record: each is found and named. */
class ForgedWitnessesTest extends Forger {
    private final TestCard trader = TestCard.of(TRADER, 2, Algorithm.SM2_SM3);
    private final TestCard factory = TestCard.of(FACTORY, Algorithm.ES256);

    @Test
    void a_signature_by_another_key() {
        for (Algorithm algorithm : Algorithm.values()) {
            TestCard forger = TestCard.of(World.id("a forger"), algorithm);
            String card = county.value(Keys.card(FACTORY));
            PublicKey known = factory.publicKey();
            String from = "\"algorithm\":\"es256\",\"point\":\"" + known.point() + "\"";
            String to = "\"algorithm\":\"" + Records.kebab(algorithm) + "\",\"point\":\""
                    + forger.publicKey().point() + "\"";
            if (!card.contains(from)) {
                throw new IllegalStateException(card);
            }
            new ForgedWitnessesTest().foundForeign(forger, from, to);
        }
    }

    private void foundForeign(TestCard forger, String from, String to) {
        Counter counter = new Counter(FACTORY, 1, 9);
        found(Kind.HOLDER_SIGNATURE, CLERK, loss(counter, forger), s -> s.replace(Keys.card(FACTORY), from, to));
    }

    private CardCommand.RecordLoss loss(Counter counter, TestCard signer) {
        Witnesses signed = new Witnesses(null, null, List.of(counter));
        Loss loss = new Loss(SEASON, counter.card(), Story.LEAF, FIRST, new Grams(10), new Note("失水"), at(), signed);
        CardCommand.RecordLoss unsigned = new CardCommand.RecordLoss(null, loss, List.of());
        return new CardCommand.RecordLoss(null, loss, List.of(signer.sign(unsigned)));
    }

    @Test
    void a_signature_over_other_words() {
        TestTransaction loss = forge(CLERK, loss(trader.at(40), trader), s -> {});
        String other = factory.sign("loss", JsonObject.of("grams", "10")).value();
        int at = loss.argument.indexOf("\"signatures\":[\"") + 15;
        loss.argument = loss.argument.substring(0, at) + other + loss.argument.substring(at + 86);
        found(Kind.HOLDER_SIGNATURE, loss);
    }

    @Test
    void a_key_that_was_revoked() {
        TestCard lost = TestCard.of(FACTORY, 2, Algorithm.ES256);
        String card = county.value(Keys.card(FACTORY));
        int from = card.indexOf(",\"reason\":");
        String revocation = card.substring(from, card.indexOf('}', from));
        found(Kind.HOLDER_SIGNATURE, CLERK, loss(lost.at(1), lost), s -> s.replace(Keys.card(FACTORY), revocation, ""));
    }

    @Test
    void a_counter_used_twice() {
        county.commit(honest(CLERK, loss(trader.at(40), trader)));
        CardCommand.RecordLoss again = loss(trader.at(40), trader);
        found(Kind.COUNTER, CLERK, again, s -> s.remove(Keys.counter(trader.at(40))));
    }

    @Test
    void a_counter_far_behind() {
        county.commit(honest(CLERK, loss(trader.at(400), trader)));
        found(Kind.COUNTER, CLERK, loss(trader.at(300), trader), s -> s.remove(Keys.counter(trader.at(400))));
    }

    @Test
    void a_scale_that_nobody_registered() {
        Witnesses elsewhere = new Witnesses(MARKET, new Text("C99"), List.of());
        found(
                Kind.ATTESTATION,
                forgeSlip(
                        slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 1_000, null, elsewhere),
                        s -> s.replace(Keys.market(MARKET), "\"C01\"", "\"C01\",\"C99\"")));
    }

    @Test
    void a_market_of_another_organization() {
        Id other = World.id("another market");
        county.commit(honest(
                REGISTRAR,
                new PartyCommand.RegisterMarket(next(), at(), other, new Text("别的市场"), new Text("BankMSP"))));
        county.commit(honest(REGISTRAR, new PartyCommand.RegisterScale(next(), at(), other, SCALE)));
        found(
                Kind.ATTESTATION,
                forgeSlip(
                        slip(
                                Slip.Source.HARVEST,
                                NEIGHBOUR,
                                TRADER,
                                1_000,
                                null,
                                new Witnesses(other, SCALE, List.of())),
                        s -> s.replace(Keys.market(other), "BankMSP", "TradeMSP")));
    }

    @Test
    void a_card_that_only_signs() {
        found(
                Kind.ATTESTATION,
                forgeSlip(
                        slip(Slip.Source.HARVEST, GROWER, TRADER, 1_000),
                        s -> s.replace(Keys.card(GROWER), "\"signedOnly\":true", "\"signedOnly\":false")));
    }

    @Test
    void a_recall_that_its_maker_never_signed() {
        TestTransaction recall = forge(
                INSPECTOR,
                new OriginCommand.Recall(
                        next(),
                        new OriginCommand.RecallNotice(
                                county.record("RecordProcessing"), new Note("诬告"), new Note("停售"), at(), null),
                        null),
                s -> {});
        recall.creator = county.signer(CLERK);
        recall.say("\"mspId\":\"RegistryMSP\"", "\"mspId\":\"TradeMSP\"");
        found(Kind.HOLDER_SIGNATURE, recall);
    }
}
