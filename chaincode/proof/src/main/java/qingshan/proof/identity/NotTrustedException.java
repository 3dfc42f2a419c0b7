package qingshan.proof.identity;

/** Says why a certificate does not show who somebody is. The message is in English, for an engineer. */
public final class NotTrustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotTrustedException(String message) {
        super(message, null, false, false);
    }
}
