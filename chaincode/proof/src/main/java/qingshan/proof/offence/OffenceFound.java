package qingshan.proof.offence;

/** Carries the first offence out of a check. It is a finding and no fault of the program: it has no stack trace. */
public final class OffenceFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Offence offence;

    /** Carries an offence. */
    public OffenceFound(Offence offence) {
        super(offence.toString(), null, false, false);
        this.offence = offence;
    }

    /** What was found. */
    public Offence offence() {
        return offence;
    }
}
