package qingshan.gateway;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An expected way to fail, whose sentence stands in the texts beside its class. Its message is the English one. */
public abstract class ExplainedException extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    private final String texts;
    private final String key;
    private final transient @Nullable Object[] arguments;

    /**
     * @param texts the name of the texts beside this class
     * @param key of the sentence
     * @param arguments of the sentence; numbers are shown without grouping, what is {@link Explained} in the reader's
     *     language
     */
    protected ExplainedException(String texts, String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        super(key, cause);
        this.texts = texts;
        this.key = key;
        this.arguments = Arrays.stream(arguments)
                .map(argument -> argument instanceof Explained ? argument : String.valueOf(argument))
                .toArray();
    }

    @Override
    public final String sentence(Locale locale) {
        return Sentences.of(getClass(), texts, locale).say(key, arguments);
    }

    @Override
    public final String getMessage() {
        return sentence(Locale.ENGLISH);
    }
}
