package qingshan.gateway.label;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How labels lie on a sheet or a roll; all lengths in tenths of a millimetre. The known ones stand in
 * {@code formats.csv} beside this class.
 *
 * @param name by which it is asked for
 * @param left from the page's edge to the first label
 * @param gapX between one label and the next in a row
 */
public record LabelFormat(
        String name,
        int pageWidth,
        int pageHeight,
        int columns,
        int rows,
        int labelWidth,
        int labelHeight,
        int left,
        int top,
        int gapX,
        int gapY) {
    /** What there is, in order. */
    public static final List<LabelFormat> ALL =
            Dots.lines("formats.csv").stream().skip(1).map(LabelFormat::parse).toList();

    /** The format of a name. */
    public static LabelFormat named(String name) {
        return ALL.stream()
                .filter(format -> format.name.equals(name))
                .findFirst()
                .orElseThrow(() -> LabelException.of(
                        LabelFault.FORMAT,
                        name,
                        ALL.stream().map(LabelFormat::name).collect(Collectors.joining(", "))));
    }

    /** Labels on a page. */
    public int perPage() {
        return columns * rows;
    }

    private static LabelFormat parse(String line) {
        String[] cells = line.split(",", -1);
        int[] n = Arrays.stream(cells).skip(1).mapToInt(Integer::parseInt).toArray();
        return new LabelFormat(cells[0], n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9]);
    }
}
