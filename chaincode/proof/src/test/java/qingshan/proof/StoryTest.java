package qingshan.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoryTest {
    @Test
    void a_ledger_on_which_every_command_was_accepted_holds() {
        TestCounty county = TestCounty.told();

        AuditResult result = county.chain.audit();

        assertThat(result.offence()).isNull();
        assertThat(result.verdict()).isEqualTo(Verdict.CONSISTENT);
        assertThat(result.counts().transactions()).isEqualTo(county.steps().size());
        assertThat(result.counts().events()).isGreaterThan(county.steps().size());
    }
}
