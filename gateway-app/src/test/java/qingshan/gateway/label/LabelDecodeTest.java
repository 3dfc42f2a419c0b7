package qingshan.gateway.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Labels are read, by two programs that share nothing, from pictures as a 300 dpi printer prints them; worse ones are simulated. */
class LabelDecodeTest {
    private static final List<Integer> SIZES_MM = List.of(15, 16, 18, 20, 30, 60);
    /** A camera is held farther from a larger label. */
    private static final double MODULE_PIXELS_MAX = 8;

    private static final Serial SERIAL = new Serial("7KQ4MXW2PD3HR");
    private static final String LONGEST_HOST = "https://a-long-name-of-a-host.lishui.example.cn";

    @TempDir
    Path directory;

    /** The shortest that there can be, an ordinary one, and as many characters as version 6 takes whatever they are. */
    static Stream<Label> labels() {
        DigitalLink ordinary = new DigitalLink("6901234567892", "P-0412", SERIAL.value());
        DigitalLink longest = new DigitalLink("6901234567892", "spring-run-x", SERIAL.value());
        String host = LONGEST_HOST + ".cn".repeat(10);
        String exact = host.substring(0, QrCode.LINK_MAX - longest.path().length());
        return Stream.of(
                Label.ofPack(Site.published("https://q.cn"), new DigitalLink("96385074", "1", SERIAL.value()), "茶"),
                Label.ofPack(Site.published("https://tea.example.cn"), ordinary, "龙井茶"),
                Label.ofPack(Site.sample("http://192.168.100.100:8080"), ordinary, "龙井茶"),
                Label.ofPack(Site.published(exact), longest, "龙井茶"),
                Label.ofPack(Site.sample(exact), longest, "龙井茶"));
    }

    static Stream<Label> longest() {
        return labels().skip(3);
    }

    @Test
    void the_longest_link_takes_version_6() {
        Label longest = labels().toList().getLast();
        assertThat(longest.link()).hasSize(QrCode.LINK_MAX);
        assertThat(longest.qr().version()).isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("labels")
    void zxing_reads_every_size_in_every_light(Label label) throws IOException {
        for (int mm : SIZES_MM) {
            photos(label, mm)
                    .forEach((what, photo) -> assertThat(Readers.zxing(photo))
                            .as("%d mm, %s", mm, what)
                            .isEqualTo(label.link()));
        }
    }

    @ParameterizedTest
    @MethodSource("labels")
    void zbar_reads_every_size_in_every_light(Label label) throws IOException, InterruptedException {
        for (int mm : SIZES_MM) {
            for (Map.Entry<String, BufferedImage> photo : photos(label, mm).entrySet()) {
                assertThat(Readers.zbar(photo.getValue(), directory))
                        .as("%d mm, %s", mm, photo.getKey())
                        .isEqualTo(label.link());
            }
        }
    }

    /** A PDF is drawn by another program, poppler, as a printer's would draw it. */
    @ParameterizedTest
    @MethodSource("longest")
    void what_a_sheet_shows_is_read_too(Label label) throws IOException, InterruptedException {
        String draw = Readers.tool("pdftoppm", "poppler-utils");
        for (LabelFormat format : LabelFormat.ALL) {
            for (int mm : new int[] {15, 20}) {
                ByteArrayOutputStream pdf = new ByteArrayOutputStream();
                LabelSheet.write(
                        pdf,
                        format,
                        new QrSize(mm),
                        Collections.nCopies(format.perPage(), label).iterator());
                Path file = Files.write(directory.resolve("sheet.pdf"), pdf.toByteArray());
                Readers.run(draw, "-r", "300", "-png", "-singlefile", "" + file, "" + directory.resolve("sheet"));
                BufferedImage page = ImageIO.read(directory.resolve("sheet.png").toFile());
                for (int place :
                        IntStream.of(0, format.perPage() - 1).distinct().toArray()) {
                    BufferedImage one = cut(page, format, place);
                    assertThat(Readers.zxing(one))
                            .as("%s %d mm", format.name(), mm)
                            .isEqualTo(label.link());
                    assertThat(Readers.zbar(one, directory))
                            .as("%s %d mm", format.name(), mm)
                            .isEqualTo(label.link());
                }
            }
        }
    }

    private static BufferedImage cut(BufferedImage page, LabelFormat format, int place) {
        double pixels = (double) page.getWidth() / format.pageWidth();
        int left = format.left() + place % format.columns() * (format.labelWidth() + format.gapX());
        int top = format.top() + place / format.columns() * (format.labelHeight() + format.gapY());
        return page.getSubimage((int) (left * pixels), (int) (top * pixels), (int) (format.labelWidth() * pixels), (int)
                (format.labelHeight() * pixels));
    }

    /** Simulated photographs of one label, the faults in proportion to its modules. */
    private static Map<String, BufferedImage> photos(Label label, int mm) throws IOException {
        BufferedImage print =
                ImageIO.read(new ByteArrayInputStream(LabelPng.of(label, new QrSize(mm), LabelPng.DEFAULT_DPI)));
        double pixels = LabelPng.module(label.qr(), new QrSize(mm), LabelPng.DEFAULT_DPI);
        double scale = Math.min(1, MODULE_PIXELS_MAX / pixels);
        double module = pixels * scale;
        BufferedImage near = Photo.scaled(print, scale);
        BufferedImage plain = Photo.tilted(near, 0, 0);
        BufferedImage blackAndWhite = Photo.scaled(Photo.blackAndWhite(print), scale);
        Map<String, BufferedImage> photos = new LinkedHashMap<>();
        photos.put("as it is printed", print);
        photos.put("plain", plain);
        photos.put("black and white", Photo.blurred(Photo.tilted(blackAndWhite, 0, 0), 0.2 * module));
        photos.put("blurred", Photo.blurred(plain, 0.25 * module));
        photos.put("noisy", Photo.noisy(plain, 8, mm));
        photos.put("tilted", Photo.tilted(near, 12, 0.08));
        photos.put("tilted back", Photo.tilted(near, -25, 0.08));
        photos.put("upside down", Photo.tilted(near, 180, 0));
        photos.put(
                "tilted, blurred and noisy",
                Photo.noisy(Photo.blurred(Photo.tilted(near, 9, 0.05), 0.2 * module), 4, mm));
        return photos;
    }
}
