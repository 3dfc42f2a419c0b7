package qingshan.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.IMPORTER;
import static qingshan.rules.testing.Submitters.INSPECTOR;
import static qingshan.rules.testing.Submitters.POLICY_OFFICER;
import static qingshan.rules.testing.Submitters.REGISTRAR;
import static qingshan.rules.testing.Submitters.VILLAGE_OFFICER;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Reversal;
import qingshan.rules.card.Slip;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.origin.Entitlement;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.Blending;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Product;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.party.PartyKind;
import qingshan.rules.party.Witnesses;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.policy.PolicyKind;
import qingshan.rules.policy.PolicyStatus;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.signature.PublicKey;
import qingshan.rules.state.Keys;
import qingshan.rules.state.Values;
import qingshan.rules.testing.Refused;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.TestCard;
import qingshan.rules.testing.World;
import qingshan.rules.value.Area;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Ways to make grams out of nothing, or to act in another's name: each stays shut. */
class LoopholesTest {
    private static final LedgerTime AT = new LedgerTime("2026-03-06T03:00:00.000Z");
    private static final Text FIRST = new Text("一级");
    private static final Id PLOT = World.id("plot of the neighbour");
    private static final Id SECOND = World.id("card of a second neighbour");
    private static final String GTIN = "6901234567892";

    private final World world = Story.prepared();
    private int commands;

    private CommandId next() {
        return World.commandId("loophole " + ++commands);
    }

    private static Witnesses atTheMarket() {
        return new Witnesses(Story.MARKET, Story.SCALE, List.of());
    }

    private RecordName sell(Slip.Source source, Id seller, @Nullable Id buyer, long grams, Witnesses witnesses) {
        Opening opening = World.opening(new Grams(grams), 16_000, "salt " + ++commands);
        Slip slip = new Slip(
                Story.SEASON,
                source,
                seller,
                buyer,
                Story.LEAF,
                FIRST,
                new Grams(grams),
                AT,
                null,
                null,
                null,
                opening.commitment(),
                witnesses);
        Decision decision = world.put(CLERK, new CardCommand.RecordSlip(next(), slip, List.of()), opening);
        return new RecordName(String.valueOf(decision.answer().text("record")));
    }

    /** The market's records now say that the neighbour's plot is somebody else's. */
    private void movePlot() {
        Id party = World.id("party of a second neighbour");
        world.put(
                IMPORTER,
                new PartyCommand.RegisterParty(next(), AT, party, PartyKind.HOUSEHOLD, null, Digest.of("a name")));
        world.put(IMPORTER, new CardCommand.IssueCard(next(), AT, SECOND, party));
        world.put(IMPORTER, new OriginCommand.RegisterPlot(next(), AT, PLOT, party, new Area(1_200), null, null));
    }

    private void adoptForTheSecond() {
        world.put(IMPORTER, new OriginCommand.AdoptEntitlement(next(), AT, SECOND, Story.SEASON, List.of(PLOT)));
    }

    @Test
    void a_plot_that_changes_hands_takes_its_grams_along() {
        movePlot();
        adoptForTheSecond();
        Entitlement left =
                Values.load(world.state(), Keys.entitlement(Story.NEIGHBOUR, Story.SEASON), Entitlement.class);
        assertThat(left).extracting(Entitlement::granted).isEqualTo(Grams.ZERO);
        Refused.by(
                Code.OVER_ENTITLEMENT,
                () -> sell(Slip.Source.HARVEST, Story.NEIGHBOUR, Story.TRADER, 1, atTheMarket()));
        sell(Slip.Source.HARVEST, SECOND, Story.TRADER, 216_000, atTheMarket());
    }

    @Test
    void a_plot_that_was_harvested_stays_with_who_harvested() {
        sell(Slip.Source.HARVEST, Story.NEIGHBOUR, Story.TRADER, 1, atTheMarket());
        movePlot();
        Refused.of(Code.ALREADY_EXISTS, "plots", this::adoptForTheSecond);
    }

    @Test
    void a_plot_is_proposed_for_one() {
        movePlot();
        Refused.of(
                Code.ALREADY_EXISTS,
                "plots",
                () -> world.put(
                        VILLAGE_OFFICER,
                        new OriginCommand.ProposeEntitlement(next(), AT, SECOND, Story.SEASON, List.of(PLOT))));
    }

    @Test
    void another_name_for_the_same_days_is_no_second_season() {
        Name again = new Name("2026-Spring");
        world.put(
                POLICY_OFFICER,
                new PolicyCommand.PublishPolicy(
                        next(),
                        AT,
                        PolicyKind.SEASON,
                        again,
                        1,
                        Story.POLICY.from(),
                        new Note("录错的茶季名"),
                        PolicyStatus.VERIFIED,
                        Records.write(Story.POLICY, SeasonPolicy.class)));
        Refused.of(
                Code.ALREADY_EXISTS,
                "plots",
                () -> world.put(
                        IMPORTER,
                        new OriginCommand.AdoptEntitlement(next(), AT, Story.NEIGHBOUR, again, List.of(PLOT))));
    }

    @Test
    void a_recalled_harvest_is_not_harvested_again() {
        RecordName lot = sell(Slip.Source.HARVEST, Story.NEIGHBOUR, null, 216_000, atTheMarket());
        OriginCommand.RecallNotice notice =
                new OriginCommand.RecallNotice(lot, new Note("农残超标"), new Note("销毁"), AT, null);
        world.put(INSPECTOR, new OriginCommand.Recall(next(), notice, null));
        Reversal reversal = new Reversal(lot, new Note("录错"), AT, new Witnesses(Story.MARKET, null, List.of()));
        Refused.of(
                Code.RECALLED,
                "reversal.slip",
                () -> world.put(CLERK, new CardCommand.ReverseSlip(next(), reversal, List.of())));
    }

    @Test
    void one_lot_alone_is_not_blended_into_a_better_grade() {
        sell(Slip.Source.HARVEST, Story.NEIGHBOUR, Story.TRADER, 10_000, atTheMarket());
        Blending blending = new Blending(
                Story.SEASON,
                Story.TRADER,
                Story.LEAF,
                List.of(new Blending.Part(FIRST, new Grams(10_000))),
                new Text("特级"),
                null,
                null,
                null,
                AT,
                atTheMarket());
        Refused.of(
                Code.BAD_VALUE,
                "blending.parts",
                () -> world.put(CLERK, new PackCommand.RecordBlending(next(), blending, List.of())));
    }

    @Test
    void leaf_harvested_into_the_own_hands_is_sold_from_there_and_counts_once() {
        OriginCommand.Harvest harvest =
                new OriginCommand.Harvest(Story.SEASON, Story.NEIGHBOUR, FIRST, new Grams(216_000), AT, atTheMarket());
        world.put(CLERK, new OriginCommand.RecordHarvest(next(), harvest, List.of()));
        sell(Slip.Source.HOLDING, Story.NEIGHBOUR, Story.TRADER, 20_000, atTheMarket());
        Refused.by(
                Code.OVER_ENTITLEMENT,
                () -> sell(Slip.Source.HARVEST, Story.NEIGHBOUR, Story.TRADER, 1, atTheMarket()));
        Refused.by(
                Code.OVERSOLD, () -> sell(Slip.Source.HOLDING, Story.NEIGHBOUR, Story.TRADER, 196_001, atTheMarket()));
    }

    @Test
    void who_harvests_is_for_the_policy_to_say() {
        Refused.of(
                Code.WRONG_SOURCE,
                "slip.source",
                () -> sell(Slip.Source.HARVEST, Story.TRADER, Story.FACTORY, 1, atTheMarket()));
    }

    @Test
    void what_a_market_weighs_was_weighed_by_a_scale() {
        Refused.of(
                Code.MISSING_FIELD,
                "witnesses.scale",
                () -> sell(
                        Slip.Source.HARVEST,
                        Story.NEIGHBOUR,
                        Story.TRADER,
                        1,
                        new Witnesses(Story.MARKET, null, List.of())));
    }

    @Test
    void a_retired_scale_comes_back_by_the_registry_alone() {
        PartyCommand.RegisterScale again = new PartyCommand.RegisterScale(next(), AT, Story.MARKET, new Text("C02"));
        Refused.by(Code.SCALE_RETIRED, () -> world.put(IMPORTER, again));
        assertThat(world.put(REGISTRAR, again).events()).hasSize(1);
        assertThat(world.put(IMPORTER, new PartyCommand.RegisterScale(next(), AT, Story.MARKET, new Text("C02")))
                        .events())
                .isEmpty();
    }

    @Test
    void a_clerk_adds_no_key_beside_the_holder_s_own() {
        TestCard clerks = TestCard.of(Story.GROWER, 2, Algorithm.ES256);
        JsonObject form = JsonObject.of("card", Story.GROWER.value())
                .with("publicKey", Records.write(clerks.publicKey(), PublicKey.class));
        PartyCommand.AddKey add =
                new PartyCommand.AddKey(next(), AT, Story.GROWER, clerks.publicKey(), clerks.sign("key", form));
        Refused.of(Code.WRONG_STATE, "card", () -> world.put(CLERK, add));
        assertThat(world.put(REGISTRAR, add).events()).hasSize(1);
    }

    @Test
    void nobody_keeps_a_number_from_its_owner_by_adopting_it_first() {
        world.put(IMPORTER, new PackCommand.RegisterProduct(next(), AT, product(Story.TRADER, 1)));
        assertThat(world.put(REGISTRAR, new PackCommand.RegisterProduct(next(), AT, product(Story.FACTORY, 250)))
                        .events())
                .hasSize(1);
        Refused.by(
                Code.ALREADY_EXISTS,
                () -> world.put(IMPORTER, new PackCommand.RegisterProduct(next(), AT, product(Story.TRADER, 1))));
    }

    private static Product product(Id maker, long grams) {
        return new Product(GTIN, maker, null, null, null, new Grams(grams), null, null, null, null);
    }
}
