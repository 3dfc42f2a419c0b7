package qingshan.gateway.web;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address that labels carry. It is printed, so it must be right, short, and stay. */
public final class PublicUrl {
    /** GS1 Digital Link puts the identifiers right after the host: no path, no query. A port is for trying out. */
    private static final Pattern FORM =
            Pattern.compile("https?://(?=.{1,100}$)[a-z0-9](?:[a-z0-9.-]{0,90}[a-z0-9])?(?::[1-9][0-9]{0,4})?/?");

    private PublicUrl() {}

    /** The address, or null if it is none: scheme and host in lower case, no path. */
    public static @Nullable URI read(String text) {
        if (!FORM.matcher(text).matches()) {
            return null;
        }
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }
}
