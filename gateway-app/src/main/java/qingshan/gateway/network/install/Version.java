package qingshan.gateway.network.install;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version by its first two numbers, which say what a program can do; the others mend it. */
record Version(int major, int minor) implements Comparable<Version> {
    private static final Pattern NUMBERS = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})(?!\\d)\\S*");

    /** Of a text such as {@code v3.1.5} or {@code 3.1.5-snapshot-1a2b3c}; none of {@code latest}. */
    static Optional<Version> of(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        return numbers.matches()
                ? Optional.of(new Version(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2))))
                : Optional.empty();
    }

    static Version known(String text) {
        return of(text).orElseThrow(() -> new IllegalStateException("no version: " + text));
    }

    @Override
    public int compareTo(Version other) {
        return Comparator.comparingInt(Version::major)
                .thenComparingInt(Version::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
