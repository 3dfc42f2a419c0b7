package qingshan.gateway.season;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import qingshan.gateway.Explained;
import qingshan.gateway.Sentences;

/** A season's files cannot be imported as they stand; the sentence says where and what to do. */
public final class SeasonException extends RuntimeException implements Explained {
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
    public static SeasonException at(SeasonFault fault, Object... places) {
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

    @Override
    public String sentence(Locale locale) {
        return sentence(fault, places, locale);
    }

    private static String sentence(SeasonFault fault, String[] places, Locale locale) {
        return Sentences.of(SeasonException.class, "SeasonFaults", locale).say(fault.name(), (Object[]) places);
    }
}
