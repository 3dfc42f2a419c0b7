package qingshan.gateway.label;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A label as a drawing: the code, under it the product's name, the domain and the code to type, in the viewer's fonts. */
public final class LabelSvg {
    /** Of small print: the height of a line in millimetres, and of its letters. */
    private static final double LINE_MM = 2.8;

    private static final double LETTER_MM = 2.2;
    /** Most fonts' letters are narrower in proportion to their height; Chinese characters are as wide as high. */
    private static final double LETTER_WIDTH = 0.62;

    private static final int LINES_MAX = 3;

    private LabelSvg() {}

    /** The drawing; the code is exactly as large as asked. */
    public static String of(Label label, QrSize size) {
        int side = size.mm();
        List<String> lines = Stream.of(label.name(), label.domain(), label.code())
                .flatMap(text -> Lines.of(text, side - 1.0, LINES_MAX, LabelSvg::width).stream())
                .toList();
        double band = label.sample() ? (Dots.MARK.height() + 2.0) * side / (Dots.MARK.width() + 2) : 0;
        double height = band + side + lines.size() * LINE_MM;
        StringBuilder out = new StringBuilder(8192);
        say(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%dmm\" height=\"%.2fmm\"", side, height);
        say(out, " viewBox=\"0 0 %d %.2f\" shape-rendering=\"crispEdges\">%n", side, height);
        say(out, "<path fill=\"#fff\" d=\"M0 0h%dv%.2fh-%dz\"/>%n", side, height, side);
        if (label.sample()) {
            sample(out, side, height, band);
        }
        say(
                out,
                "<path fill=\"#000\" transform=\"translate(0 %.3f) scale(%.6f)\"",
                band,
                (double) side / label.qr().modules());
        out.append(" d=\"");
        label.qr().stretches((x, y, length) -> rectangle(out, x, y, length));
        say(out, "\"/>%n<g font-family=\"ui-monospace,monospace,sans-serif\" font-size=\"%.1f\"", LETTER_MM);
        say(out, " text-anchor=\"middle\">%n");
        for (int i = 0; i < lines.size(); i++) {
            double base = band + side + i * LINE_MM + LETTER_MM;
            say(out, "<text x=\"%.1f\" y=\"%.2f\">%s</text>%n", side / 2.0, base, escaped(lines.get(i)));
        }
        return out.append("</g>\n</svg>\n").toString();
    }

    /** Across all, fainter where the code is, and once plainly above it. */
    private static void sample(StringBuilder out, int side, double height, double band) {
        Mark mark = new Mark(side, height);
        String square = String.format(Locale.ROOT, "M0 %.3fh%dv%dh-%dz", band, side, side, side);
        say(out, "<clipPath id=\"code\"><path d=\"%s\"/></clipPath>%n<defs><path id=\"mark\"", square);
        say(out, " transform=\"translate(%.3f %.3f)", side / 2.0, height / 2);
        say(out, " rotate(-%.2f) scale(%.4f)", Math.toDegrees(mark.angle()), mark.dot());
        say(out, " translate(%.1f %.1f)\"", -Dots.MARK.width() / 2.0, -Dots.MARK.height() / 2.0);
        say(out, " d=\"%s\"/></defs>%n", dots(Dots.MARK));
        say(out, "<use href=\"#mark\" fill=\"%s\"/>%n", colour(Mark.PALE));
        say(out, "<path fill=\"#fff\" d=\"%s\"/>%n", square);
        say(out, "<g clip-path=\"url(#code)\"><use href=\"#mark\" fill=\"%s\"/></g>%n", colour(Mark.FAINT));
        double dot = (double) side / (Dots.MARK.width() + 2);
        say(out, "<path fill=\"#000\" transform=\"translate(%.3f %.3f) scale(%.4f)\"", dot, dot, dot);
        say(out, " d=\"%s\"/>%n", dots(Dots.MARK));
    }

    private static String colour(Color colour) {
        return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xFFFFFF);
    }

    private static String dots(Dots dots) {
        StringBuilder out = new StringBuilder(4096);
        dots.stretches((x, y, length) -> rectangle(out, x, y, length));
        return out.toString();
    }

    private static void rectangle(StringBuilder out, int x, int y, int length) {
        out.append('M').append(x).append(' ').append(y).append('h').append(length);
        out.append("v1h-").append(length).append('z');
    }

    private static double width(String text) {
        return text.codePoints().mapToDouble(c -> c < 0x2E80 ? LETTER_WIDTH : 1).sum() * LETTER_MM;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void say(StringBuilder out, String pattern, Object... arguments) {
        out.append(String.format(Locale.ROOT, pattern.replace("%n", "\n"), arguments));
    }
}
