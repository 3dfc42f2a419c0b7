package qingshan.proof.block;

import qingshan.proof.offence.Kind;

/** Says that bytes are no block in the accepted form, before their place is known. */
final class MalformedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String detail;

    /** @param detail what is wrong, in English, for an engineer */
    MalformedException(String detail) {
        this(Kind.MALFORMED, detail);
    }

    private MalformedException(Kind kind, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
        this.detail = detail;
    }

    /** Says that something is well formed but of a kind that this audit cannot judge. */
    static MalformedException unsupported(String detail) {
        return new MalformedException(Kind.UNSUPPORTED, detail);
    }

    Kind kind() {
        return kind;
    }

    String detail() {
        return detail;
    }
}
