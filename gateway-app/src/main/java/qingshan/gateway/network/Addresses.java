package qingshan.gateway.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Where processes of a network listen. */
final class Addresses {
    static final String LOOPBACK = "127.0.0.1";

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(1);

    private Addresses() {}

    static String of(String host, int port) {
        return host + ":" + port;
    }

    static String loopback(int port) {
        return of(LOOPBACK, port);
    }

    /** @throws NetworkException unless the host is this machine */
    static void mustBeHere(String host) {
        try {
            if (NetworkInterface.getByInetAddress(InetAddress.getByName(host)) == null) {
                throw NetworkException.of("host.elsewhere", null, host);
            }
        } catch (IOException e) {
            throw NetworkException.of("host.elsewhere", e, host);
        }
    }

    /** @throws NetworkException if another program listens there */
    static void mustBeFree(String host, int port, String service) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw NetworkException.of("port.taken", e, of(host, port), service);
        }
    }

    /** Waits until something listens; false if nothing does in time. */
    static boolean awaitListening(String address, Duration max) {
        int colon = address.lastIndexOf(':');
        InetSocketAddress target =
                new InetSocketAddress(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        long deadline = System.nanoTime() + max.toNanos();
        while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
            try (Socket socket = new Socket()) {
                socket.connect(target, (int) CONNECT_MAX.toMillis());
                return true;
            } catch (IOException e) {
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
        return false;
    }
}
