package qingshan.gateway.proof;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Explained;
import qingshan.gateway.Sentences;

/** An export could not be made or read. */
public final class ProofException extends RuntimeException implements Explained {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final transient Object[] arguments;

    /**
     * @param key of the sentence in {@code Proof.properties}
     * @param cause or null
     * @param arguments of the sentence
     */
    public ProofException(String key, @Nullable Throwable cause, Object... arguments) {
        super(key, cause);
        this.key = key;
        this.arguments = arguments.clone();
    }

    @Override
    public String sentence(Locale locale) {
        return Sentences.of(ProofException.class, "Proof", locale).say(key, arguments);
    }
}
