package qingshan.gateway.proof;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.ExplainedException;

/** An export could not be made or read. */
public final class ProofException extends ExplainedException {
    private static final long serialVersionUID = 1L;

    /**
     * @param key of the sentence in {@code Proof.properties}
     * @param arguments of the sentence
     */
    public ProofException(String key, @Nullable Throwable cause, @Nullable Object... arguments) {
        super("Proof", key, cause, arguments);
    }
}
