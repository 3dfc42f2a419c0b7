package qingshan.gateway.season;

import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Stream;

/** A season's files cannot be imported as they stand; the sentence says where and what to do. */
public final class SeasonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SeasonFault fault;
    private final String[] places;

    private SeasonException(SeasonFault fault, String[] places) {
        super(sentence(fault, places, Locale.ENGLISH));
        this.fault = fault;
        this.places = places;
    }

    /**
     * A fault at a place.
     *
     * @param fault what is wrong
     * @param places what the sentence's {@code {0}}, {@code {1}} … stand for: file, line, column …
     */
    static SeasonException at(SeasonFault fault, Object... places) {
        return new SeasonException(fault, Stream.of(places).map(String::valueOf).toArray(String[]::new));
    }

    /** A file that is there and cannot be read, with the system's reason. */
    static SeasonException unreadable(Path file, Exception cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        SeasonException e = at(SeasonFault.IMPORT_FILE_UNREADABLE, file, reason);
        e.initCause(cause);
        return e;
    }

    /** What is wrong. */
    public SeasonFault fault() {
        return fault;
    }

    /** One sentence that says what is wrong, where, and what to do. */
    public String sentence(Locale locale) {
        return sentence(fault, places, locale);
    }

    private static String sentence(SeasonFault fault, String[] places, Locale locale) {
        ResourceBundle texts = ResourceBundle.getBundle(
                "qingshan.gateway.season.SeasonFaults",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new MessageFormat(texts.getString(fault.name()), Locale.ROOT).format(places);
    }
}
