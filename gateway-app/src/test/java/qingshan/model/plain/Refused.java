package qingshan.model.plain;

/** The model's "no". */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    Refused(String code) {
        super(code, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }

    static void when(boolean bad, String code) {
        if (bad) {
            throw new Refused(code);
        }
    }
}
