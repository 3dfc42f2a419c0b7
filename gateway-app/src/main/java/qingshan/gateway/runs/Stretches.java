package qingshan.gateway.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.pack.Stretch;

/** Numbers of labels as people write them: {@code 3, 7-9}. */
final class Stretches {
    private static final Pattern ONE = Pattern.compile("([1-9][0-9]{0,8})(?:-([1-9][0-9]{0,8}))?");

    private Stretches() {}

    /**
     * Reads them.
     *
     * @throws WebRefusal BAD_VALUE of the field {@code stretches}
     */
    static List<Stretch> read(String text) {
        List<Stretch> found = new ArrayList<>();
        for (String part : text.replaceAll("\\s*[-–—~～]\\s*", "-").split("[,，、;；\\s]+", -1)) {
            Matcher one = ONE.matcher(part);
            if (!one.matches()) {
                throw bad();
            }
            long first = Long.parseLong(one.group(1));
            long last = one.group(2) == null ? first : Long.parseLong(one.group(2));
            if (last < first || (!found.isEmpty() && first <= found.getLast().last())) {
                throw bad();
            }
            found.add(new Stretch(first, last));
        }
        return found;
    }

    /** Writes them. */
    static String write(List<Stretch> stretches) {
        return stretches.stream()
                .map(s -> s.first() == s.last() ? Long.toString(s.first()) : s.first() + "-" + s.last())
                .collect(Collectors.joining(", "));
    }

    private static WebRefusal bad() {
        return WebRefusal.badValue("stretches", "is not like 3, 7-9");
    }
}
