package qingshan.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import qingshan.gateway.ledger.LedgerException;
import qingshan.gateway.ledger.LedgerException.Kind;

/** What a ledger that cannot be asked is to who asks by HTTP. */
class LedgerProblemsTest {
    @ParameterizedTest
    @CsvSource({
        "identity.expired, 403, IDENTITY_ENDED",
        "identity.ended, 403, IDENTITY_ENDED",
        "identity.revoked, 403, IDENTITY_ENDED",
        "not.enrolled, 403, IDENTITY_ENDED",
        "identity.denied, 502, LEDGER_DENIES",
        "gateway.denied, 502, LEDGER_DENIES",
        "peers.away, 503, LEDGER_AWAY",
        "endorsers.away, 503, LEDGER_AWAY",
        "overloaded, 503, LEDGER_AWAY"
    })
    void whose_identity_ended_is_told_from_a_ledger_that_denies_the_gateway_and_one_that_is_away(
            String key, int status, String code) {
        LedgerException failure = LedgerException.of(key, null, "li-na", "TradeMSP", "2026-11-22");
        for (RuntimeException thrown : new RuntimeException[] {failure, new IllegalStateException(failure)}) {
            Problem problem = Failures.problem(thrown);
            assertThat(problem.status().getCode()).isEqualTo(status);
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.title(Locale.CHINESE)).isNotEqualTo(problem.title(Locale.ENGLISH));
            assertThat(problem.cure(Locale.CHINESE)).isNotEqualTo(problem.cure(Locale.ENGLISH));
        }
    }

    @ParameterizedTest
    @CsvSource({"gateway.denied, DENIED", "identity.ended, AWAY", "peers.away, AWAY"})
    void what_is_away_for_all_is_away_for_the_same_reason(String cause, Kind kind) {
        assertThat(LedgerException.of("away", LedgerException.of(cause, null)).kind())
                .isEqualTo(kind);
    }
}
