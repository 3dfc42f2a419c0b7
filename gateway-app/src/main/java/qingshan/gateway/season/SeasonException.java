package qingshan.gateway.season;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.stream.Stream;
import qingshan.gateway.Explained;
import qingshan.gateway.Sentences;
import qingshan.gateway.Trouble;

/** A season's files cannot be imported as they stand; the sentence says where and what to do. */
public final class SeasonException extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    private final SeasonFault fault;
    private final transient Object[] places;

    private SeasonException(SeasonFault fault, Object[] places) {
        super(sentence(fault, places, Locale.ENGLISH));
        this.fault = fault;
        this.places = places;
    }

    /**
     * A fault at a place.
     *
     * @param fault what is wrong
     * @param places what the sentence's {@code {0}}, {@code {1}} … stand for: file, line, column …; numbers are shown
     *     without grouping, what is {@link Explained} in the reader's language
     */
    public static SeasonException at(SeasonFault fault, Object... places) {
        return new SeasonException(
                fault,
                Stream.of(places)
                        .map(place -> place instanceof Explained ? place : String.valueOf(place))
                        .toArray());
    }

    /** The database could not do its work. */
    public static SeasonException database(SQLException cause) {
        SeasonException e = at(SeasonFault.IMPORT_DATABASE, Trouble.of(cause));
        e.initCause(cause);
        return e;
    }

    /** A file that is there and cannot be read. */
    static SeasonException unreadable(Path file, Exception cause) {
        SeasonException e = at(SeasonFault.IMPORT_FILE_UNREADABLE, file, Trouble.of(cause));
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

    private static String sentence(SeasonFault fault, Object[] places, Locale locale) {
        return Sentences.of(SeasonException.class, "SeasonFaults", locale).say(fault.name(), places);
    }
}
