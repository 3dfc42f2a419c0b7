package qingshan.gateway.label;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address that stands on labels.
 *
 * @param base scheme, host and perhaps port, in lower case and without a slash at the end
 * @param sample whether nobody said that it is public, so that labels are samples
 */
public record Site(String base, boolean sample) {
    private static final int HOST_MAX = 253;
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}]");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int PORT_MAX = 65_535;

    private static final String HTTPS = "https://";
    private static final String HTTP = "http://";

    /**
     * Refuses what is no such address.
     *
     * @throws LabelException SITE; SITE_SCHEME if it is public and not https: a label outlives the day it is printed on
     */
    public Site {
        String authority = authority(base);
        if (authority == null || !isAuthority(authority)) {
            throw LabelException.of(LabelFault.SITE, base);
        }
        if (!sample && !base.startsWith(HTTPS)) {
            throw LabelException.of(LabelFault.SITE_SCHEME, base);
        }
    }

    /** A public address, for labels that go on packs. */
    public static Site published(String base) {
        return new Site(base, false);
    }

    /** An address that only this machine or network may know, for labels that show 样张 <em>sample</em>. */
    public static Site sample(String base) {
        return new Site(base, true);
    }

    /** Host and port, as a person reads them under the code. */
    public String domain() {
        return base.substring(base.indexOf("//") + 2);
    }

    /** What follows the scheme, or null for another scheme. */
    static @Nullable String authority(String address) {
        for (String scheme : new String[] {HTTPS, HTTP}) {
            if (address.startsWith(scheme)) {
                return address.substring(scheme.length());
            }
        }
        return null;
    }

    /** Whether it is a host in lower case, with a port or without. Names in other scripts stand in their xn-- form. */
    static boolean isAuthority(String text) {
        if (text.length() > HOST_MAX) {
            return false;
        }
        int bracket = text.indexOf(']');
        int colon = text.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? text : text.substring(0, colon);
        boolean port = colon < 0
                || (PORT.matcher(text.substring(colon + 1)).matches()
                        && Integer.parseInt(text.substring(colon + 1)) <= PORT_MAX);
        return port && (NAME.matcher(host).matches() || IPV6.matcher(host).matches());
    }
}
