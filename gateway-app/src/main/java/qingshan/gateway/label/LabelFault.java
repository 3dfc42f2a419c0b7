package qingshan.gateway.label;

/** What can be wrong with a link, a serial, a typed code or a label. Each has a sentence in {@code Labels.properties}. */
public enum LabelFault {
    /** The link is longer than any link of ours. */
    LINK_LENGTH,
    /** Not https, or http, in lower case. */
    LINK_SCHEME,
    /** No name or address of a host in lower case, with a port or without. */
    LINK_HOST,
    /** Not the path /01/…/10/…/21/…. */
    LINK_PATH,
    /** A query or a fragment. */
    LINK_QUERY,
    /** A per cent sign without two hexadecimal digits, or a character that may not stand in a path as it is. */
    LINK_CODING,
    /** Not 8, 12, 13 or 14 digits. */
    GTIN_FORM,
    /** Another check digit. */
    GTIN_CHECK,
    /** The lot is not 1 to 20 characters of GS1's set 82. */
    LOT,
    /** The serial is not 1 to 20 characters of GS1's set 82. */
    SERIAL,
    /** Within GS1's bounds, but no serial of ours: 13 symbols of the alphabet. */
    SERIAL_FORM,
    /** Nothing was typed. */
    CODE_EMPTY,
    /** Not 14 symbols. */
    CODE_LENGTH,
    /** A symbol that is not of the alphabet. */
    CODE_SYMBOL,
    /** The check character does not fit. */
    CODE_CHECK,
    /** Not an address that labels may carry. */
    SITE,
    /** Published labels need https. */
    SITE_SCHEME,
    /** The link needs a larger code than we print. */
    QR_TOO_LONG,
    /** A code of this size is too small to be read. */
    QR_TOO_SMALL,
    /** A code of this size is larger than we print, or than the label. */
    QR_TOO_LARGE,
    /** A resolution that no printer has. */
    DPI,
    /** No such label format. */
    FORMAT
}
