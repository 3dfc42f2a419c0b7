package qingshan.gateway.fault.fabric;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The line between one of Fabric's services and who asks it, such as a gateway and its peer. It can be cut, and it can be made
 * mute: what is asked still arrives, and what is answered is lost. What passes is TLS, which this neither reads nor changes.
 */
public final class Line implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final ServerSocket listening;
    private final String host;
    private final int peerPort;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();

    /** One to a peer, by {@code host:port}. */
    public Line(String peer) {
        int colon = peer.lastIndexOf(':');
        this.host = peer.substring(0, colon);
        this.peerPort = Integer.parseInt(peer.substring(colon + 1));
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Where the service is reached by it. */
    public String address() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    /** From now on nothing that is answered on the connections there are comes through; they end with the next cut. */
    public void mute() {
        pairs.forEach(pair -> pair.mute = true);
    }

    /** Ends all connections; says how many there were. */
    public int cut() {
        int count = pairs.size();
        pairs.forEach(Pair::close);
        return count;
    }

    private void accept() {
        while (!listening.isClosed()) {
            Socket client;
            try {
                client = listening.accept();
            } catch (IOException e) {
                return; // closed
            }
            connect(client);
        }
    }

    /** A peer that is away refuses, and so does this line. */
    private void connect(Socket client) {
        try {
            client.setTcpNoDelay(true);
            Socket peer = new Socket(host, peerPort);
            peer.setTcpNoDelay(true);
            Pair pair = new Pair(client, peer);
            pairs.add(pair);
            Thread.ofVirtual().start(() -> pair.pass(client, peer, false));
            Thread.ofVirtual().start(() -> pair.pass(peer, client, true));
        } catch (IOException e) {
            close(client);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One connection. */
    private final class Pair {
        private final Socket client;
        private final Socket peer;
        private volatile boolean mute;

        Pair(Socket client, Socket peer) {
            this.client = client;
            this.peer = peer;
        }

        void pass(Socket from, Socket to, boolean answers) {
            byte[] buffer = new byte[BUFFER];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (!(answers && mute)) {
                        out.write(buffer, 0, n);
                    }
                }
            } catch (IOException e) {
                // one side is gone, and so is the other
            } finally {
                close();
            }
        }

        void close() {
            pairs.remove(this);
            Line.close(client);
            Line.close(peer);
        }
    }

    @Override
    public void close() {
        cut();
        close(listening);
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
