package qingshan.gateway.label;

import java.util.Set;
import qingshan.rules.pack.Gtin;

/**
 * What identifies a pack in its link: {@code https://host/01/{gtin}/10/{lot}/21/{serial}}, a GS1 Digital Link (release 1.4)
 * of exactly these three parts in this order, with no stem before and no query behind.
 *
 * @param gtin 14 digits with the right check digit
 * @param lot 1 to 20 characters of GS1's set 82; of a run, {@link LotCode} says which
 * @param serial 1 to 20 characters of the same set; {@link Serial#parse} says whether it can be one of ours
 */
public record DigitalLink(String gtin, String lot, String serial) {
    /** Longer than every link that has the three parts, each character coded, and the longest name of a host. */
    private static final int LENGTH_MAX = 512;

    private static final int GTIN_DIGITS = 14;
    private static final Set<Integer> GTIN_LENGTHS = Set.of(8, 12, 13, GTIN_DIGITS);

    /**
     * Brings a GTIN to 14 digits, and refuses what is no such link.
     *
     * @throws LabelException GTIN_FORM, GTIN_CHECK, LOT, SERIAL
     */
    public DigitalLink {
        gtin = gtin14(gtin);
        if (!Set82.fits(lot)) {
            throw LabelException.of(LabelFault.LOT);
        }
        if (!Set82.fits(serial)) {
            throw LabelException.of(LabelFault.SERIAL);
        }
    }

    /**
     * A trade item number as it stands in a link: with zeros before it up to 14 digits. The ledger keeps a number as it was
     * registered, so compare this form of both.
     *
     * @throws LabelException GTIN_FORM, GTIN_CHECK
     */
    public static String gtin14(String gtin) {
        if (!GTIN_LENGTHS.contains(gtin.length()) || !gtin.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw LabelException.of(LabelFault.GTIN_FORM);
        }
        if (!Gtin.isGood(gtin)) {
            throw LabelException.of(LabelFault.GTIN_CHECK);
        }
        return "0".repeat(GTIN_DIGITS - gtin.length()) + gtin;
    }

    /**
     * Reads a whole link.
     *
     * @throws LabelException LINK_LENGTH, LINK_SCHEME, LINK_HOST, and those of {@link #parsePath}
     */
    public static DigitalLink parse(String link) {
        bounded(link);
        String rest = Site.authority(link);
        if (rest == null) {
            throw LabelException.of(LabelFault.LINK_SCHEME);
        }
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        if (!Site.isAuthority(rest.substring(0, end))) {
            throw LabelException.of(LabelFault.LINK_HOST);
        }
        return parsePath(rest.substring(end));
    }

    /**
     * Reads the path of a link as it came over the wire, still coded. Hand it over undecoded: what is
     * decoded twice can become another path.
     *
     * @throws LabelException LINK_LENGTH, LINK_QUERY, LINK_PATH, LINK_CODING, GTIN_FORM, GTIN_CHECK, LOT, SERIAL
     */
    public static DigitalLink parsePath(String path) {
        bounded(path);
        if (path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
            throw LabelException.of(LabelFault.LINK_QUERY);
        }
        String[] parts = path.split("/", -1);
        if (parts.length != 7
                || !parts[0].isEmpty()
                || !parts[1].equals("01")
                || !parts[3].equals("10")
                || !parts[5].equals("21")) {
            throw LabelException.of(LabelFault.LINK_PATH);
        }
        return new DigitalLink(Set82.decode(parts[2]), Set82.decode(parts[4]), Set82.decode(parts[6]));
    }

    /** The path: the same for all spellings of one pack's link. */
    public String path() {
        return "/01/" + gtin + "/10/" + Set82.encode(lot) + "/21/" + Set82.encode(serial);
    }

    /** The whole link. */
    public String on(Site site) {
        return site.base() + path();
    }

    private static void bounded(String text) {
        if (text.length() > LENGTH_MAX) {
            throw LabelException.of(LabelFault.LINK_LENGTH, LENGTH_MAX);
        }
    }
}
