package qingshan.rules.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Submitters.COUNTY_OFFICER;
import static qingshan.rules.testing.Submitters.IMPORTER;
import static qingshan.rules.testing.Submitters.TOWN_OFFICER;
import static qingshan.rules.testing.Submitters.VILLAGE_OFFICER;

import java.util.List;
import org.junit.jupiter.api.Test;
import qingshan.rules.Code;
import qingshan.rules.state.Keys;
import qingshan.rules.state.Values;
import qingshan.rules.testing.Refused;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;
import qingshan.rules.value.Area;
import qingshan.rules.value.Basis;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;

/** The story's neighbour has an adopted entitlement; here the village begins to approve it. */
class EntitlementsTest {
    private static final LedgerTime AT = new LedgerTime("2026-03-06T03:00:00.000Z");
    private static final List<Id> PLOTS = List.of(World.id("plot of the neighbour"));

    private final World world = Story.prepared();
    private int commands;

    private CommandId next() {
        return World.commandId("entitlement " + ++commands);
    }

    private Entitlement entitlement() {
        Entitlement found =
                Values.load(world.state(), Keys.entitlement(Story.NEIGHBOUR, Story.SEASON), Entitlement.class);
        if (found == null) {
            throw new AssertionError("no entitlement");
        }
        return found;
    }

    private void adopt() {
        world.put(IMPORTER, new OriginCommand.AdoptEntitlement(next(), AT, Story.NEIGHBOUR, Story.SEASON, PLOTS));
    }

    @Test
    void an_import_does_not_undo_an_approval_that_is_under_way() {
        world.put(
                VILLAGE_OFFICER,
                new OriginCommand.ProposeEntitlement(next(), AT, Story.NEIGHBOUR, Story.SEASON, PLOTS));
        world.put(
                IMPORTER,
                new OriginCommand.RegisterPlot(
                        next(), AT, PLOTS.getFirst(), World.id("party of the neighbour"), new Area(2_000), null, null));
        adopt();
        assertThat(entitlement().basis()).isEqualTo(Basis.ADOPTED);
        assertThat(entitlement().granted()).isEqualTo(new Grams(360_000));
        world.put(TOWN_OFFICER, new OriginCommand.ApproveByTown(next(), AT, Story.NEIGHBOUR, Story.SEASON));
        world.put(COUNTY_OFFICER, new OriginCommand.ApproveByCounty(next(), AT, Story.NEIGHBOUR, Story.SEASON));
        assertThat(entitlement().basis()).isEqualTo(Basis.APPROVED);
        Refused.by(Code.ALREADY_EXISTS, this::adopt);
    }

    @Test
    void adopting_the_same_again_changes_nothing() {
        world.state().calls().reset();
        world.put(IMPORTER, new OriginCommand.AdoptEntitlement(null, AT, Story.NEIGHBOUR, Story.SEASON, PLOTS));
        assertThat(world.state().calls().puts()).isZero();
    }

    @Test
    void approvals_come_one_after_the_other() {
        Refused.by(
                Code.UNKNOWN_ENTITLEMENT,
                () -> world.put(
                        TOWN_OFFICER, new OriginCommand.ApproveByTown(next(), AT, Story.NEIGHBOUR, Story.SEASON)));
        world.put(
                VILLAGE_OFFICER,
                new OriginCommand.ProposeEntitlement(next(), AT, Story.NEIGHBOUR, Story.SEASON, PLOTS));
        Refused.by(
                Code.WRONG_STATE,
                () -> world.put(
                        COUNTY_OFFICER, new OriginCommand.ApproveByCounty(next(), AT, Story.NEIGHBOUR, Story.SEASON)));
    }
}
