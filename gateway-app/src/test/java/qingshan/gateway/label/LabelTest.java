package qingshan.gateway.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import qingshan.rules.value.Id;
import qingshan.rules.value.RecordName;

class LabelTest {
    private static final Site SITE = Site.published("https://tea.example.cn");
    private static final RecordName RUN = new RecordName("command/00000000-0000-4000-8000-000000000000");
    private static final SerialMaker MAKER = new SerialMaker(new byte[32]);
    private static final String NAME = "龙井茶（春茶）特级 250 克";
    private static final Pattern TEXT_AT = Pattern.compile("[-0-9.]+ ([-0-9.]+) Tm");
    private static final Pattern STRETCH = Pattern.compile("M([0-9]+) ([0-9]+)h([0-9]+)v1h-\\3z");
    private static final int MANY = 10_000;

    private static Label label(Site site, long index) {
        return Label.ofPack(
                site,
                new DigitalLink(
                        "6901234567892",
                        LotCode.of(RUN),
                        MAKER.serial(RUN, index).value()),
                NAME);
    }

    private static Iterator<Label> labels(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(i -> label(SITE, i)).iterator();
    }

    @Test
    void a_link_that_needs_more_than_version_6_is_refused_by_how_much() {
        assertThat(QrCode.of("x".repeat(QrCode.LINK_MAX)).version()).isEqualTo(6);
        assertThatThrownBy(() -> QrCode.of("x".repeat(QrCode.LINK_MAX + 3))).hasMessageContaining("by 3,");
        Refused.of(LabelFault.QR_TOO_LONG, () -> QrCode.of("x".repeat(QrCode.LINK_MAX + 1)));
    }

    @Test
    void a_code_has_four_white_modules_around_it() {
        QrCode qr = label(SITE, 1).qr();
        assertThat(qr.modules()).isEqualTo(qr.size() + 8).isEqualTo(17 + 4 * qr.version() + 8);
        for (int i = 0; i < qr.modules(); i++) {
            for (int edge : new int[] {0, 3, qr.modules() - 4, qr.modules() - 1}) {
                assertThat(qr.dark(i, edge) || qr.dark(edge, i)).isFalse();
            }
        }
        assertThat(qr.dark(4, 4)).isTrue();
        assertThat(qr.terminal().lines()).hasSize((qr.modules() + 1) / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 14})
    void a_code_below_15_mm_is_refused(int mm) {
        Refused.of(LabelFault.QR_TOO_SMALL, () -> new QrSize(mm));
    }

    @Test
    void a_code_that_is_larger_than_we_print_is_refused() {
        Refused.of(LabelFault.QR_TOO_LARGE, () -> new QrSize(61));
        Refused.of(LabelFault.QR_TOO_LARGE, () -> sheet(LabelFormat.named("roll-40x30"), 26, SITE));
        Refused.of(LabelFault.FORMAT, () -> LabelFormat.named("a5"));
        Refused.of(LabelFault.DPI, () -> LabelPng.of(label(SITE, 1), QrSize.DEFAULT, 99));
        Refused.of(LabelFault.DPI, () -> LabelPng.of(label(SITE, 1), QrSize.DEFAULT, 1_201));
    }

    @ParameterizedTest
    @CsvSource({"15, 203", "15, 300", "20, 203", "20, 300", "20, 600", "33, 100", "60, 1200"})
    void a_picture_has_whole_pixels_and_is_never_smaller_than_asked(int mm, int dpi) throws IOException {
        Label label = label(SITE, 1);
        BufferedImage image = picture(label, mm, dpi);
        int module = image.getWidth() / label.qr().modules();
        assertThat(image.getWidth()).isEqualTo(module * label.qr().modules());
        assertThat(image.getWidth() / (double) dpi * 25.4)
                .isBetween((double) mm, mm + label.qr().modules() * 25.4 / dpi);
        for (int y = 0; y < image.getWidth(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                assertThat(image.getRGB(x, y) == 0xFF000000)
                        .isEqualTo(label.qr().dark(x / module, y / module));
            }
        }
        assertThat(image.getHeight()).isGreaterThan(image.getWidth());
    }

    @Test
    void a_sample_is_plainly_one_and_a_published_label_is_none() throws IOException {
        BufferedImage sample = picture(label(Site.sample("http://127.0.0.1:8080"), 1), 20, 300);
        assertThat(share(sample, Mark.PALE.getRGB())).isGreaterThan(0.01);
        assertThat(share(sample, Mark.FAINT.getRGB())).isGreaterThan(0.01);
        assertThat(share(picture(label(SITE, 1), 20, 300), Mark.FAINT.getRGB())).isZero();
        assertThat(LabelSvg.of(label(Site.sample("http://a"), 1), QrSize.DEFAULT))
                .contains("#ffa8a8");
        assertThat(LabelSvg.of(label(SITE, 1), QrSize.DEFAULT)).doesNotContain("#ffa8a8");
    }

    @Test
    void a_drawing_is_well_formed_and_says_the_same_in_clear_text() throws Exception {
        Label label = Label.ofPack(SITE, new DigitalLink("96385074", "P", "7KQ4MXW2PD3HR"), "A&B <茶>");
        String svg = LabelSvg.of(label, QrSize.DEFAULT);
        var parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(parsed.getDocumentElement().getAttribute("width")).isEqualTo("20mm");
        assertThat(parsed.getDocumentElement().getTextContent().replaceAll("\\s", ""))
                .isEqualTo("A&B<茶>tea.example.cn" + label.code());
    }

    @Test
    void a_card_shows_its_number_and_its_code_says_nothing_personal() {
        Label card = Label.ofCard(SITE, new Id("0123456789abcdef0123456789abcdef"), "C-00017");
        assertThat(card.link()).isEqualTo("https://tea.example.cn/card/0123456789abcdef0123456789abcdef");
        assertThat(card.code()).isEqualTo("C-00017");
    }

    static Stream<LabelFormat> formats() {
        return LabelFormat.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void a_format_lies_within_its_page(LabelFormat format) {
        int width = format.left() + format.columns() * (format.labelWidth() + format.gapX()) - format.gapX();
        int height = format.top() + format.rows() * (format.labelHeight() + format.gapY()) - format.gapY();
        assertThat(width).isLessThanOrEqualTo(format.pageWidth());
        assertThat(height).isLessThanOrEqualTo(format.pageHeight());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void a_sheet_has_the_name_the_domain_and_the_code_in_clear_text(LabelFormat format) throws IOException {
        byte[] pdf = sheet(format, 20, SITE);
        try (PdfReader reader = new PdfReader(pdf)) {
            assertThat(reader.getNumberOfPages()).isEqualTo(1);
            float width = format.pageWidth() * 72 / 254f;
            assertThat(reader.getPageSize(1).getWidth()).isBetween(width - 0.1f, width + 0.1f);
            String text = new PdfTextExtractor(reader).getTextFromPage(1).replaceAll("\\s", "");
            assertThat(text).contains("tea.example.cn").contains(label(SITE, 1).code());
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void text_stays_on_its_label_and_the_code_is_whole(LabelFormat format) throws IOException {
        int most = Math.min(format.labelHeight(), format.labelWidth() - 150) / 10;
        Site site = Site.sample("http://a-long-name-of-a-host.lishui.example.cn:8080");
        Label label = Label.ofPack(site, new DigitalLink("96385074", "P", "7KQ4MXW2PD3HR"), NAME.repeat(4));
        for (int mm : new int[] {15, 20, most}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            LabelSheet.write(out, format, new QrSize(mm), List.of(label).iterator());
            try (PdfReader reader = new PdfReader(out.toByteArray())) {
                String drawn = new String(reader.getPageContent(1), StandardCharsets.ISO_8859_1);
                float bottom = (format.pageHeight() - format.top() - format.labelHeight()) * 72 / 254f;
                assertThat(TEXT_AT.matcher(drawn).results().map(at -> Float.parseFloat(at.group(1))))
                        .isNotEmpty()
                        .allMatch(y -> y > bottom && y < bottom + format.labelHeight() * 72 / 254f);
                assertThat(new PdfTextExtractor(reader).getTextFromPage(1).replaceAll("\\s", ""))
                        .contains(label.code());
            }
        }
    }

    @Test
    void a_drawing_has_the_modules_of_the_code() {
        Label label = label(SITE, 1);
        String svg = LabelSvg.of(label, QrSize.DEFAULT);
        int[] drawn = {0};
        STRETCH.matcher(svg.substring(svg.lastIndexOf("scale("))).results().forEach(stretch -> {
            for (int i = 0; i < Integer.parseInt(stretch.group(3)); i++) {
                assertThat(label.qr().dark(Integer.parseInt(stretch.group(1)) + i, Integer.parseInt(stretch.group(2))))
                        .isTrue();
                drawn[0]++;
            }
        });
        int dark = 0;
        for (int y = 0; y < label.qr().modules(); y++) {
            for (int x = 0; x < label.qr().modules(); x++) {
                dark += label.qr().dark(x, y) ? 1 : 0;
            }
        }
        assertThat(drawn[0]).isEqualTo(dark);
    }

    @Test
    void a_name_with_rare_characters_does_no_harm() throws IOException {
        Label label = Label.ofPack(
                SITE, new DigitalLink("96385074", "P", "7KQ4MXW2PD3HR"), "\ud842\udfb7\ue000㙍\ud83c\udf75é");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LabelSheet.write(
                out, LabelFormat.ALL.getFirst(), QrSize.DEFAULT, List.of(label).iterator());
        try (PdfReader reader = new PdfReader(out.toByteArray())) {
            assertThat(new PdfTextExtractor(reader).getTextFromPage(1)).contains("tea.example.cn");
        }
        assertThat(LabelSvg.of(label, QrSize.DEFAULT)).contains("㙍");
    }

    @Test
    void the_chinese_name_can_be_read_out_of_a_sheet(@TempDir Path directory) throws IOException, InterruptedException {
        String read = Readers.tool("pdftotext", "poppler-utils poppler-data");
        Path file = Files.write(directory.resolve("sheet.pdf"), sheet(LabelFormat.named("a4-3x8"), 20, SITE));
        String text = Readers.run(read, "" + file, "-").replaceAll("\\s", "");
        assumeTrue(
                text.codePoints().anyMatch(Character::isIdeographic),
                "skipped: poppler has no tables of Chinese characters (Debian and Ubuntu: apt install poppler-data)");
        assertThat(text).contains(NAME.replace(" ", ""));
    }

    /** The font's encoding is two bytes a character, so what is written is what is read. */
    @Test
    void the_chinese_name_stands_in_a_sheet_as_it_is() throws IOException {
        try (PdfReader reader = new PdfReader(sheet(LabelFormat.named("a4-3x8"), 20, SITE))) {
            String drawn = new String(reader.getPageContent(1), StandardCharsets.ISO_8859_1);
            for (String part : List.of("龙井茶", "特级")) { // none of their bytes has to be escaped
                assertThat(NAME).contains(part);
                assertThat(drawn)
                        .contains(new String(part.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void a_sheet_of_ten_thousand_is_written_as_it_goes() throws IOException {
        LabelFormat format = LabelFormat.named("a4-3x8");
        Counted out = new Counted();
        long[] most = {0, 0};
        Iterator<Label> labels = labels(MANY);
        Iterator<Label> watched = new Iterator<>() {
            private long before;

            @Override
            public boolean hasNext() {
                return labels.hasNext();
            }

            @Override
            public Label next() {
                if (most[0]++ % format.perPage() == 0) { // all earlier pages are out
                    most[1] = Math.max(most[1], most[0] > format.perPage() && out.bytes == before ? 1 : 0);
                    before = out.bytes;
                }
                return labels.next();
            }
        };
        assertThat(LabelSheet.write(out, format, QrSize.DEFAULT, watched)).isEqualTo(MANY);
        assertThat(most[1])
                .as("a page was asked for before the one before it was written")
                .isZero();
        assertThat(out.largest).as("bytes written at a time").isLessThan(1 << 20);
        assertThat(out.bytes).isGreaterThan(MANY * 300L);
    }

    @Test
    void a_reader_that_goes_away_is_an_io_exception() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> LabelSheet.write(broken, LabelFormat.ALL.getFirst(), QrSize.DEFAULT, labels(30)))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
        assertThatThrownBy(() -> LabelSheet.write(
                        broken, LabelFormat.ALL.getFirst(), QrSize.DEFAULT, Collections.emptyIterator()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_text_is_broken_where_it_may_be_and_cut_at_last() {
        assertThat(Lines.of("tea.example.cn", 8, 3, String::length)).isEqualTo(List.of("tea.", "example.", "cn"));
        assertThat(Lines.of("明前西湖龙井茶", 4, 3, String::length)).isEqualTo(List.of("明前西湖", "龙井茶"));
        assertThat(Lines.of("明前西湖龙井茶叶", 3, 2, String::length)).isEqualTo(List.of("明前西", "湖龙…"));
        assertThat(Lines.of("\ud83c\udf75\ud83c\udf75", 1, 3, String::length))
                .isEqualTo(List.of("\ud83c\udf75", "\ud83c\udf75"));
    }

    private static byte[] sheet(LabelFormat format, int mm, Site site) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LabelSheet.write(out, format, new QrSize(mm), List.of(label(site, 1)).iterator());
        return out.toByteArray();
    }

    private static BufferedImage picture(Label label, int mm, int dpi) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(LabelPng.of(label, new QrSize(mm), dpi)));
    }

    private static double share(BufferedImage image, int colour) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).filter(pixel -> pixel == colour).count() / (double) pixels.length;
    }

    /** Counts what it gets and keeps nothing. */
    private static final class Counted extends OutputStream {
        private long bytes;
        private int largest;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] b, int off, int len) {
            bytes += len;
            largest = Math.max(largest, len);
        }
    }
}
