package qingshan.rules.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EndorsementTest {
    private static final List<String> COUNTY = List.of("TradeMSP", "RegistryMSP", "BankMSP", "AuditorMSP");

    @Test
    void what_is_traded_is_endorsed_by_two_of_three_in_order_of_preference() {
        for (String command : List.of("RecordSlip", "RecordBatch", "RecordPacking")) {
            assertThat(Endorsement.sets(command, "TradeMSP", COUNTY, 2, false))
                    .containsExactly(
                            List.of("TradeMSP", "RegistryMSP"),
                            List.of("TradeMSP", "AuditorMSP"),
                            List.of("RegistryMSP", "AuditorMSP"));
        }
    }

    @Test
    void what_an_organization_declares_is_endorsed_by_itself_and_one_that_watches() {
        for (String command : List.of("RegisterPlot", "RegisterParty", "GrantConsent", "PublishPolicy")) {
            assertThat(Endorsement.sets(command, "TradeMSP", COUNTY, 2, false))
                    .containsExactly(List.of("TradeMSP", "RegistryMSP"), List.of("TradeMSP", "AuditorMSP"));
            assertThat(Endorsement.sets(command, "RegistryMSP", COUNTY, 2, false))
                    .containsExactly(List.of("RegistryMSP", "AuditorMSP"));
        }
    }

    @Test
    void a_small_network_has_the_two_that_it_has() {
        List<String> small = List.of("RegistryMSP", "TradeMSP");
        assertThat(Endorsement.sets("RecordSlip", "TradeMSP", small, 2, true))
                .containsExactly(List.of("RegistryMSP", "TradeMSP"));
        assertThat(Endorsement.sets("RegisterParty", "RegistryMSP", small, 2, false))
                .containsExactly(List.of("RegistryMSP", "TradeMSP"));
        assertThat(Endorsement.sets("RecordSlip", "TradeMSP", List.of("TradeMSP"), 1, false))
                .containsExactly(List.of("TradeMSP"));
    }

    @Test
    void private_input_never_reaches_the_bank() {
        for (String command : List.of("RecordSlip", "RecordPacking", "RegisterPlot", "RegisterParty", "another")) {
            for (String submitter : COUNTY) {
                for (int count = 1; count <= 4; count++) {
                    assertThat(Endorsement.sets(command, submitter, COUNTY, count, true))
                            .allSatisfy(set -> assertThat(set).doesNotContain("BankMSP"));
                }
            }
        }
        assertThat(Endorsement.sets("RecordSlip", "TradeMSP", List.of("TradeMSP", "BankMSP"), 2, true))
                .isEmpty();
    }

    @Test
    void each_organization_that_answers_for_something_has_a_collection() {
        assertThat(Authorization.LINES.stream()
                        .filter(line -> Endorsement.isOfItsSubmitter(line.command()))
                        .map(Authorization.Line::mspId)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(Endorsement.ANSWERABLE);
        assertThat(Endorsement.ENDORSERS).containsAll(Endorsement.ANSWERABLE);
    }
}
