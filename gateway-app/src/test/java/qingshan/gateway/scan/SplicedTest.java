package qingshan.gateway.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Pages that are put together of pieces. */
class SplicedTest {
    private static final String PAGE =
            "<p>" + "茶".repeat(20_000) + "</p>" + Spliced.mark(1) + "<b>" + Spliced.mark(0) + Spliced.mark(1) + "</b>";

    @Test
    void plain_and_compressed_say_the_same_whatever_fills_the_places() throws IOException {
        Spliced page = new Spliced(PAGE);
        for (String filling : new String[] {"", "x", "第 7 次".repeat(1000)}) {
            byte[][] places = {"one".getBytes(StandardCharsets.UTF_8), filling.getBytes(StandardCharsets.UTF_8)};
            String wanted = PAGE.replace(String.valueOf(Spliced.mark(0)), "one")
                    .replace(String.valueOf(Spliced.mark(1)), filling);
            assertThat(new String(page.bytes(places), StandardCharsets.UTF_8)).isEqualTo(wanted);
            byte[] compressed = page.gzip(places);
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(wanted);
            }
        }
    }
}
