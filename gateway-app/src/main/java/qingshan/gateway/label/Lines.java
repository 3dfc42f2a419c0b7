package qingshan.gateway.label;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Breaks a text into lines that fit. */
final class Lines {
    private static final String MORE = "…";

    private Lines() {}

    /**
     * Lines no wider than asked, broken behind a hyphen, dot or space where there is one, else anywhere.
     *
     * @param most lines; what does not fit is cut and ends in {@code …}
     * @param width of a text, in the unit of {@code room}
     */
    static List<String> of(String text, double room, int most, ToDoubleFunction<String> width) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (!rest.isEmpty()) {
            int end = fitting(rest, room, width);
            if (end < rest.length() && lines.size() == most - 1) {
                int cut = fitting(rest, room - width.applyAsDouble(MORE), width);
                lines.add(rest.substring(0, cut) + MORE);
                return lines;
            }
            if (end < rest.length()) {
                int good = end;
                while (good > 0 && "-. ".indexOf(rest.charAt(good - 1)) < 0) {
                    good--;
                }
                end = good == 0 ? end : good;
            }
            lines.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        return lines;
    }

    /** How many characters fit; at least one, and no half of a pair. */
    private static int fitting(String text, double room, ToDoubleFunction<String> width) {
        int end = text.offsetByCodePoints(0, 1);
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            if (width.applyAsDouble(text.substring(0, next)) > room) {
                break;
            }
            end = next;
        }
        return end;
    }
}
