package qingshan.gateway.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.http.server.types.files.StreamedFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import qingshan.gateway.label.DigitalLink;
import qingshan.gateway.label.Label;
import qingshan.gateway.label.LabelFormat;
import qingshan.gateway.label.QrSize;
import qingshan.gateway.label.Site;
import qingshan.gateway.web.GatewaySettings;

/** A sheet is made as fast as it is taken, and no faster. */
class PrintingTest {
    private static final int LABELS = 10_000;
    private static final Duration STILL = Duration.ofSeconds(1);

    @Test
    void labels_that_nobody_takes_are_not_made() throws IOException {
        AtomicInteger made = new AtomicInteger();
        DigitalLink link = new DigitalLink("6901234567892", "A1", "2222222222222");
        Label label = Label.ofPack(Site.sample("http://127.0.0.1"), link, "龙井茶");
        Iterator<Label> labels = IntStream.range(0, LABELS)
                .peek(i -> made.incrementAndGet())
                .mapToObj(i -> label)
                .iterator();
        Printing printing = new Printing(new GatewaySettings(GatewaySettings.LOOPBACK, 0, null));
        LabelFormat format = LabelFormat.ALL.getFirst();
        Object body =
                printing.sheet("labels.pdf", format, QrSize.DEFAULT, labels).body();
        StreamedFile file = (StreamedFile) Objects.requireNonNull(body);
        int before;
        try (InputStream sheet = file.getInputStream()) {
            assertThat(sheet.readNBytes(5)).asString().isEqualTo("%PDF-");
            before = still(made);
            assertThat(before).isBetween(1, LABELS / 2);
            sheet.readNBytes(1 << 18);
            assertThat(still(made)).isGreaterThan(before).isLessThan(LABELS);
        }
        int left = still(made);
        assertThat(left).as("nobody is there to take them").isLessThan(LABELS);
    }

    /** How many there are when no more come. */
    private static int still(AtomicInteger made) {
        int[] last = {-1};
        await().pollInterval(STILL).until(() -> last[0] == (last[0] = made.get()));
        return last[0];
    }
}
