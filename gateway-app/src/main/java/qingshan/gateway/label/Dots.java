package qingshan.gateway.label;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A text as dots. A Java without fonts draws no text, and most servers have no fonts; what must be on every label is drawn
 * from letters of our own.
 */
final class Dots {
    /** Rows of a letter, the last below the line. */
    static final int LETTER_ROWS = 8;
    /** Columns of a letter with the gap behind it. */
    static final int LETTER_COLUMNS = 6;

    private static final char DOT = '#';
    private static final Map<Integer, List<String>> GLYPHS = glyphs();
    private static final List<String> BOX =
            List.of("#####", "#...#", "#...#", "#...#", "#...#", "#...#", "#####", ".....");

    /** 样张 SAMPLE. */
    static final Dots MARK = mark();

    private final List<String> rows;

    private Dots(List<String> rows) {
        this.rows = rows;
    }

    /** A line of letters. */
    static Dots of(String text) {
        return new Dots(rows(text, 1));
    }

    int width() {
        return rows.getFirst().length();
    }

    int height() {
        return rows.size();
    }

    /** Whether there is a dot; outside there is none. */
    boolean at(int x, int y) {
        return x >= 0 && y >= 0 && y < height() && x < width() && rows.get(y).charAt(x) == DOT;
    }

    /** Each longest stretch of dots in a row, from the top, from the left. */
    void stretches(QrCode.Stretches sink) {
        for (int y = 0; y < height(); y++) {
            for (int x = 0, from = 0; x <= width(); x++) {
                if (!at(x, y)) {
                    if (from < x) {
                        sink.at(from, y, x - from);
                    }
                    from = x + 1;
                }
            }
        }
    }

    private static List<String> rows(String text, int scale) {
        List<StringBuilder> rows = new ArrayList<>();
        for (int row = 0; row < LETTER_ROWS * scale; row++) {
            rows.add(new StringBuilder());
        }
        text.codePoints().forEach(c -> {
            List<String> glyph = c == ' ' ? List.of() : GLYPHS.getOrDefault(c, BOX);
            for (int row = 0; row < rows.size(); row++) {
                StringBuilder out = rows.get(row);
                String dots = glyph.isEmpty() ? "....." : glyph.get(row / scale);
                (dots + ".").chars().forEach(dot -> out.repeat(dot, scale));
            }
        });
        return rows.stream().map(StringBuilder::toString).toList();
    }

    private static Dots mark() {
        List<String> left = lines("mark.txt");
        List<String> right = rows("SAMPLE", 2); // its lowest two rows are empty: 14 rows, as many as the left has
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < left.size(); row++) {
            rows.add(left.get(row) + "....." + right.get(row));
        }
        return new Dots(rows);
    }

    private static Map<Integer, List<String>> glyphs() {
        Map<Integer, List<String>> glyphs = new HashMap<>();
        for (String line : lines("glyphs.txt")) {
            List<String> parts = Arrays.asList(line.split(" ", -1));
            glyphs.put(line.codePointAt(0), parts.subList(1, parts.size()));
        }
        return glyphs;
    }

    /** The lines of a file beside this class, without those that explain it. */
    static List<String> lines(String file) {
        try (InputStream in = Objects.requireNonNull(Dots.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
