package qingshan.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Story.MARKET;
import static qingshan.rules.testing.Story.NEIGHBOUR;
import static qingshan.rules.testing.Story.SEASON;
import static qingshan.rules.testing.Submitters.IMPORTER;
import static qingshan.rules.testing.Submitters.REGISTRAR;
import static qingshan.rules.testing.Submitters.VILLAGE_OFFICER;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.testing.World;
import qingshan.rules.value.Area;
import qingshan.rules.value.Id;
import qingshan.rules.value.Text;

/** Rare things that the rules allow: nobody who did them is called a forger. */
class HonestTest extends Forger {
    private static final Instant TWO_WEEKS_LATER = Instant.parse("2026-03-20T05:00:00Z");
    private static final Id PLOT = World.id("plot of the neighbour");

    @AfterEach
    void it_is_consistent() {
        assertThat(county.chain.audit().offence()).isNull();
    }

    private void propose() {
        county.commit(honest(
                VILLAGE_OFFICER, new OriginCommand.ProposeEntitlement(next(), at(), NEIGHBOUR, SEASON, List.of(PLOT))));
    }

    private void adopt() {
        county.commit(
                honest(IMPORTER, new OriginCommand.AdoptEntitlement(next(), at(), NEIGHBOUR, SEASON, List.of(PLOT))));
    }

    @Test
    void an_import_beside_a_proposal() {
        propose();
        adopt();
    }

    @Test
    void an_import_of_a_plot_that_grew_beside_a_proposal() {
        propose();
        county.commit(honest(
                IMPORTER,
                new OriginCommand.RegisterPlot(
                        next(), at(), PLOT, World.id("party of the neighbour"), new Area(1_500), null, null)));
        adopt();
    }

    @Test
    void a_retired_scale_that_the_registry_brings_back() {
        county.commit(honest(REGISTRAR, new PartyCommand.RegisterScale(next(), at(), MARKET, new Text("C02"))));
        county.commit(honest(REGISTRAR, new PartyCommand.RetireScale(next(), at(), MARKET, new Text("C02"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RegisterScale", "RecordSlip", "RecordBatch", "IssueSerials", "DispatchPacks"})
    void what_is_sent_again_two_weeks_later(String type) {
        World.Step step = county.steps().stream()
                .filter(s -> s.type().equals(type))
                .findFirst()
                .orElseThrow();
        TestTransaction again = county.transaction(step);
        again.timestamp = TWO_WEEKS_LATER;
        county.commit(again);
    }
}
