package qingshan.gateway.web;

import org.jspecify.annotations.Nullable;
import qingshan.gateway.label.Site;

/**
 * How a gateway listens and what it says of itself.
 *
 * @param host the address it listens on: loopback, or every address of the machine
 * @param port 1 to 65535, or 0 for any that is free
 * @param published the address that labels carry; null while there is none yet, and then every label is a sample
 */
public record GatewaySettings(
        String host, int port, @Nullable Site published) {
    /** Only this machine. */
    public static final String LOOPBACK = "127.0.0.1";
    /** Everything that reaches this machine. */
    public static final String EVERYWHERE = "0.0.0.0";
    /** Where it listens if nobody says. */
    public static final int PORT = 8400;
}
