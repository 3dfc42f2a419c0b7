package qingshan.gateway.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** That something is refused, for what, and in a whole sentence in both languages. */
final class Refused {
    private Refused() {}

    static void of(LabelFault fault, ThrowingCallable act) {
        assertThat(catchThrowable(act)).asInstanceOf(type(LabelException.class)).satisfies(e -> {
            assertThat(e.fault()).isEqualTo(fault);
            assertThat(e.sentence(Locale.ENGLISH)).endsWith(".").doesNotContain("{");
            assertThat(e.sentence(Locale.CHINESE)).endsWith("。").doesNotContain("{");
        });
    }
}
