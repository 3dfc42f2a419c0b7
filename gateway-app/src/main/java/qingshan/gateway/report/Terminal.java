package qingshan.gateway.report;

import java.util.ArrayList;
import java.util.List;

/** Text on a terminal, where a Chinese character takes two columns and an accent none. */
final class Terminal {
    private static final String GAP = "  ";
    private static final String CUT = "…";

    /** First and last code points that take two columns, in pairs: East Asian Width W and F. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F,
        0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1FAFF, 0x20000, 0x3FFFD
    };

    private Terminal() {}

    /** How many columns a text takes. */
    static int width(String text) {
        return text.codePoints().map(Terminal::width).sum();
    }

    /** A text in as many columns as asked for at least. */
    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** A text that cannot move the cursor, cut where it is wider than asked for. */
    static String fit(String text, int width) {
        StringBuilder fit = new StringBuilder();
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            int shown = moves(c) ? 0xFFFD : c;
            used += width(shown);
            if (used > width) {
                while (width(fit.toString()) >= width) {
                    fit.setLength(fit.offsetByCodePoints(fit.length(), -1));
                }
                return fit + CUT;
            }
            fit.appendCodePoint(shown);
        }
        return fit.toString();
    }

    /** A table of few rows: the first column to the left, the others to the right. */
    static List<String> table(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(row.size() == 1 ? row.getFirst() : pad(row.getFirst(), widths[0]));
            for (int i = 1; i < row.size(); i++) {
                String cell = row.get(i);
                line.append(GAP).append(" ".repeat(widths[i] - width(cell))).append(cell);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static boolean moves(int c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (c >= WIDE[i] && c <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }
}
