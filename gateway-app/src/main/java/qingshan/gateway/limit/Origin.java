package qingshan.gateway.limit;

import io.micronaut.http.HttpRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** From where a request comes. Kept in memory only, and for as long as a bucket is. */
public final class Origin {
    private static final int LENGTH_MAX = 45;
    private static final int NETWORK_BYTES = 8;

    private Origin() {}

    /**
     * Whose requests are counted together: an address, of IPv6 its network. Behind a proxy on this machine it is what the
     * proxy says; who can send from this machine itself is not counted.
     *
     * @return null for this machine
     */
    public static @Nullable String of(HttpRequest<?> request) {
        InetAddress peer = peer(request);
        if (peer == null || !peer.isLoopbackAddress()) {
            return of(peer);
        }
        String forwarded = request.getHeaders().get("X-Forwarded-For");
        if (forwarded == null) {
            return null;
        }
        String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).strip();
        return last.substring(0, Math.min(LENGTH_MAX, last.length()));
    }

    /** The same of a connection, which may carry the requests of many where a proxy on this machine made it. */
    static @Nullable String of(@Nullable InetAddress peer) {
        if (peer == null) {
            return "unknown";
        }
        return peer.isLoopbackAddress() ? null : network(peer);
    }

    /** Whether it comes from this machine itself, through no proxy. */
    public static boolean isHere(HttpRequest<?> request) {
        InetAddress peer = peer(request);
        return peer != null
                && peer.isLoopbackAddress()
                && !request.getHeaders().contains("X-Forwarded-For")
                && !request.getHeaders().contains("Forwarded");
    }

    private static @Nullable InetAddress peer(HttpRequest<?> request) {
        InetSocketAddress socket = request.getRemoteAddress();
        return socket == null ? null : socket.getAddress();
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES))
                : HexFormat.of().formatHex(bytes);
    }
}
