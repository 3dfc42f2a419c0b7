package qingshan.gateway.season;

/** Every bound on a season's files. */
public final class SeasonLimits {
    /** One physical line of a file, in bytes. */
    public static final int LINE_BYTES_MAX = 1 << 16;
    /** One field, in UTF-16 units. */
    public static final int FIELD_CHARS_MAX = 1_000;
    /** {@code season.json}, in bytes. */
    public static final int SETTINGS_BYTES_MAX = 1 << 16;
    /** Digits before the point of any number. */
    public static final int WHOLE_DIGITS_MAX = 12;
    /** Decimals of the yield and the band in {@code season.json}. */
    public static final int SETTINGS_DECIMALS_MAX = 6;
    /** Digits before the point of the yield and the band in {@code season.json}. */
    public static final int SETTINGS_WHOLE_DIGITS_MAX = 6;

    private SeasonLimits() {}
}
