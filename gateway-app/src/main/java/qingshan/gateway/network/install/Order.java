package qingshan.gateway.network.install;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How programs that lack are to be brought.
 *
 * @param address of the directory that holds the archives, ending with a slash; without one those of the pinned releases
 * @param from archives to take instead of downloading any
 * @param sha256 digests that archives must have, in lower-case hexadecimal, by the archives' names
 */
public record Order(Optional<URI> address, List<Path> from, Map<String, String> sha256) {
    public Order {
        from = List.copyOf(from);
        sha256 = Map.copyOf(sha256);
    }

    /**
     * The address in a setting.
     *
     * @throws InstallException if it is not one of a directory on the web
     */
    public static URI address(String text) {
        try {
            URI address = new URI(text.endsWith("/") ? text : text + "/");
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            // Name and password would be shown, and are not sent; a query belongs to one file.
            if (web
                    && address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw InstallException.of("address", e, text);
        }
        throw InstallException.of("address", null, text);
    }

    /** The names of the archives that a download would bring to this machine. */
    public static List<String> archives() {
        return Release.pinned().stream().map(Release::archive).toList();
    }

    /**
     * Digests in a file as {@code sha256sum} writes it, of whatever.
     *
     * @throws InstallException if it cannot be read or is no such file
     */
    public static Map<String, String> digests(Path file) {
        return Digests.read(file);
    }
}
