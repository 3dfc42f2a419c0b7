package qingshan.gateway.label;

/**
 * How large a code is printed, its quiet zone included.
 *
 * @param mm of a side
 */
public record QrSize(int mm) {
    /** Smaller ones are not read reliably. */
    public static final int MIN_MM = 15;
    /** Larger ones are no labels. */
    public static final int MAX_MM = 60;

    /** What is printed unless somebody says otherwise. */
    public static final QrSize DEFAULT = new QrSize(20);

    /**
     * Refuses what is too small or too large.
     *
     * @throws LabelException QR_TOO_SMALL, QR_TOO_LARGE
     */
    public QrSize {
        if (mm < MIN_MM) {
            throw LabelException.of(LabelFault.QR_TOO_SMALL, mm, MIN_MM);
        }
        if (mm > MAX_MM) {
            throw LabelException.of(LabelFault.QR_TOO_LARGE, mm, MAX_MM);
        }
    }
}
