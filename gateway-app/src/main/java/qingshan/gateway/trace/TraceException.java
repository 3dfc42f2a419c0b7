package qingshan.gateway.trace;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Explained;
import qingshan.gateway.Sentences;

/** Nothing can be traced, or nothing was found. */
public final class TraceException extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient Object[] arguments;

    private TraceException(String key, @Nullable Throwable cause, Object[] arguments) {
        super(sentence(key, Locale.ENGLISH, arguments), cause);
        this.key = key;
        this.arguments = arguments;
    }

    /**
     * A failure.
     *
     * @param key of its sentence in {@code Trace.properties}, after {@code failed.}
     */
    static TraceException of(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        Object[] shown = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            shown[i] = String.valueOf(arguments[i]);
        }
        return new TraceException(key, cause, shown);
    }

    /** Nothing has this name or number. */
    public static TraceException unknown(String id) {
        return of("unknown", null, id);
    }

    /** Several things have this number; the sentence ends where they are listed. */
    public static TraceException ambiguous(String id) {
        return of("ambiguous", null, id);
    }

    @Override
    public String sentence(Locale locale) {
        return sentence(key, locale, arguments);
    }

    private static String sentence(String key, Locale locale, Object[] arguments) {
        return Sentences.of(TraceException.class, "Trace", locale).say("failed." + key, arguments);
    }
}
