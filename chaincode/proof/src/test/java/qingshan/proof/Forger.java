package qingshan.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Story.FACTORY;
import static qingshan.rules.testing.Story.LEAF;
import static qingshan.rules.testing.Story.MARKET;
import static qingshan.rules.testing.Story.NEIGHBOUR;
import static qingshan.rules.testing.Story.SCALE;
import static qingshan.rules.testing.Story.SEASON;
import static qingshan.rules.testing.Story.TRADER;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;
import qingshan.rules.Command;
import qingshan.rules.Opening;
import qingshan.rules.Submitter;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Slip;
import qingshan.rules.json.JsonObject;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Processing;
import qingshan.rules.party.Witnesses;
import qingshan.rules.testing.Submitters;
import qingshan.rules.testing.World;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Text;

/**
 * Adds one forged transaction to the story, with every hash and signature of the ledger made right, so that only an
 * invariant can find it.
 */
class Forger {
    static final Text FIRST = new Text("一级");
    static final Witnesses AT_THE_MARKET = new Witnesses(MARKET, SCALE, List.of());
    /** The market's word, where nothing is weighed. */
    static final Witnesses IN_PRESENCE = new Witnesses(MARKET, null, List.of());

    final TestCounty county;
    private long now = new LedgerTime("2026-03-20T00:00:00.000Z").epochMilli();
    private int commands;

    Forger() {
        this(TestCounty.toldWhileSignedOnly());
    }

    Forger(TestCounty county) {
        this.county = county;
    }

    /** What a forged transaction must be found as. */
    Offence found(Kind kind, TestTransaction transaction) {
        long block = county.chain.blocks().size();
        county.chain.block(transaction);
        Offence offence = TestChain.offence(county.chain.audit());
        assertThat(offence.kind()).as(offence.toString()).isEqualTo(kind);
        assertThat(offence.block()).isEqualTo(block);
        assertThat(offence.transaction()).isZero();
        assertThat(offence.transactionId()).isEqualTo(transaction.id());
        return offence;
    }

    /** The same of what the rules decide where the state is another than it is. */
    Offence found(Kind kind, Submitter by, Command command, Consumer<RecordingState.Committed> otherwise) {
        return found(kind, forge(by, command, otherwise));
    }

    TestTransaction forge(Submitter by, Command command, Consumer<RecordingState.Committed> otherwise) {
        return county.forge(by, command, JsonObject.EMPTY, otherwise);
    }

    TestTransaction honest(Submitter by, Command command) {
        return county.transaction(by, command, JsonObject.EMPTY);
    }

    TestTransaction forgeSlip(Slip slip, Consumer<RecordingState.Committed> otherwise) {
        return county.forge(
                Submitters.CLERK,
                new CardCommand.RecordSlip(next(), slip, List.of()),
                World.openings(List.of(opening(slip.grams().value()))),
                otherwise);
    }

    /** A slip as the market attests it. */
    Slip slip(Slip.Source source, Id seller, @Nullable Id buyer, long grams) {
        return slip(source, seller, buyer, grams, null, AT_THE_MARKET);
    }

    Slip slip(
            Slip.Source source,
            Id seller,
            @Nullable Id buyer,
            long grams,
            @Nullable String certificate,
            Witnesses witnesses) {
        return new Slip(
                SEASON,
                source,
                seller,
                buyer,
                LEAF,
                FIRST,
                new Grams(grams),
                at(),
                certificate == null ? null : new Text(certificate),
                null,
                null,
                opening(grams).commitment(),
                witnesses);
    }

    static Opening opening(long grams) {
        return World.opening(new Grams(grams), 16_000, "salt of a forger");
    }

    PackCommand.RecordProcessing processing(long leaf, long made) {
        Processing processing = new Processing(
                SEASON, FACTORY, FIRST, new Grams(leaf), FIRST, new Grams(made), null, at(), AT_THE_MARKET);
        return new PackCommand.RecordProcessing(next(), processing, List.of());
    }

    CommandId next() {
        return World.commandId("forged " + ++commands);
    }

    LedgerTime at() {
        now += 60_000;
        return LedgerTime.ofEpochMilli(now);
    }

    final TestTransaction harvested() {
        return forgeSlip(slip(Slip.Source.HARVEST, NEIGHBOUR, TRADER, 1_000), s -> {});
    }
}
