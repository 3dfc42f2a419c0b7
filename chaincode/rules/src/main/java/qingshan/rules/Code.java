package qingshan.rules;

/**
 * Why something was refused. The name is the code that commands, reports, logs and pages show in every language; its
 * meaning and what to do about it stand in {@code docs/reference/refusals.md}. A code is never renamed or reused.
 */
public enum Code {
    // the shape of what came in
    MALFORMED_JSON,
    UNKNOWN_FIELD,
    MISSING_FIELD,
    WRONG_TYPE,
    BAD_VALUE,
    TOO_LARGE,

    // a row of a market's export, by itself
    DUPLICATE,
    CONFLICTING_DUPLICATE,
    BAD_NUMBER,
    BAD_TIME,
    BAD_TEXT,
    UNKNOWN_CARD,
    SELF_TRADE,
    OUT_OF_SEASON,
    AMOUNT_MISMATCH,
    BAD_GTIN,
    GTIN_MISMATCH,

    // grams
    NO_CERTIFICATE,
    CERTIFICATE_EXCEEDED,
    OVER_ENTITLEMENT,
    OVERSOLD,
    CONVERSION_OUT_OF_BAND,
    UNKNOWN_BATCH,
    OVERPACKED,
    FROZEN,
    RECALLED,
    WRONG_SOURCE,
    NO_OPENING_STOCK,
    TOO_MANY_LOTS,
    NOT_UNTOUCHED,
    TOO_MANY_SERIALS,
    SERIALS_TAKEN,

    // who and when
    FORBIDDEN,
    NOT_OWNER,
    CLOCK_SKEW,
    COMMAND_ID_REUSED,
    ALREADY_RECORDED,
    OUT_OF_ORDER,

    // signatures of holders
    MISSING_SIGNATURE,
    BAD_SIGNATURE,
    FOREIGN_SIGNATURE,
    UNKNOWN_KEY,
    KEY_REVOKED,
    COUNTER_USED,
    COUNTER_OUT_OF_WINDOW,
    SIGNED_ONLY,
    CARD_LOST,
    COMMITMENT_MISMATCH,
    MISSING_OPENING,

    // things that are not there, or not in the state that is asked for
    UNKNOWN_PARTY,
    UNKNOWN_MARKET,
    UNKNOWN_SCALE,
    SCALE_RETIRED,
    UNKNOWN_PLOT,
    UNKNOWN_LOT,
    UNKNOWN_RECORD,
    UNKNOWN_INSPECTION,
    UNKNOWN_POLICY,
    UNKNOWN_ENTITLEMENT,
    UNKNOWN_RUN,
    UNKNOWN_SERIALS,
    UNKNOWN_CONSENT,
    UNKNOWN_DISPUTE,
    ALREADY_EXISTS,
    WRONG_STATE
}
