package qingshan.gateway.follower;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Explained;
import qingshan.gateway.Sentences;

/** Blocks cannot become rows: the chain is broken, is another channel's, or its rows cannot be written. */
public final class FollowerException extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient @Nullable Object[] arguments;

    private FollowerException(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        super(sentence(key, Locale.ENGLISH, arguments), cause);
        this.key = key;
        this.arguments = arguments;
    }

    /**
     * A failure.
     *
     * @param key of its sentence in {@code Follower.properties}
     * @param arguments of the sentence; numbers are shown without grouping
     */
    static FollowerException of(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        @Nullable Object[] shown = new @Nullable Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            shown[i] = String.valueOf(arguments[i]);
        }
        return new FollowerException(key, cause, shown);
    }

    @Override
    public String sentence(Locale locale) {
        return sentence(key, locale, arguments);
    }

    private static String sentence(String key, Locale locale, @Nullable Object[] arguments) {
        return Sentences.of(FollowerException.class, "Follower", locale).say(key, arguments);
    }
}
