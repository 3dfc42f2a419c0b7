package qingshan.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import qingshan.rules.Code;

class ReasonTest {
    @ParameterizedTest
    @EnumSource(Code.class)
    void each_code_says_why_and_what_to_do_in_both_languages(Code code) {
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.CHINESE}) {
            Reason reason = new Reason(locale);
            assertThat(reason.why(code.name())).isNotBlank();
            assertThat(Terminal.width(reason.why(code.name()))).isLessThanOrEqualTo(22);
            assertThat(reason.cure(code.name())).endsWith(locale.equals(Locale.CHINESE) ? "。" : ".");
        }
        assertThat(new Reason(Locale.CHINESE).cure(code.name()))
                .isNotEqualTo(new Reason(Locale.ENGLISH).cure(code.name()));
    }
}
