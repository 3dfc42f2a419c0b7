package qingshan.gateway.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a program and PostgreSQL, and cuts the line at the next commit, before or after the server had it. */
final class Relay implements AutoCloseable {
    /** Where the line is cut. */
    enum Cut {
        NOWHERE,
        BEFORE_THE_COMMIT,
        BEFORE_ITS_ANSWER
    }

    private static final String COMMIT = "COMMIT\0";
    private static final int BUFFER = 1 << 16;

    private final ServerSocket listening;
    private final int server;
    private final AtomicReference<Cut> cut = new AtomicReference<>(Cut.NOWHERE);

    Relay(int server) {
        this.server = server;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** At the next commit, once. */
    void cut(Cut where) {
        cut.set(where);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket onward = new Socket(InetAddress.getLoopbackAddress(), server);
                Line line = new Line(client, onward);
                Thread.ofVirtual().start(line::requests);
                Thread.ofVirtual().start(line::answers);
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private final class Line {
        private final Socket client;
        private final Socket onward;
        private volatile boolean mute;

        Line(Socket client, Socket onward) {
            this.client = client;
            this.onward = onward;
        }

        void requests() {
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = client.getInputStream();
                    OutputStream out = onward.getOutputStream()) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (new String(buffer, 0, n, ISO_8859_1).contains(COMMIT)) {
                        Cut here = cut.getAndSet(Cut.NOWHERE);
                        if (here == Cut.BEFORE_THE_COMMIT) {
                            client.close();
                            return;
                        }
                        mute = here == Cut.BEFORE_ITS_ANSWER;
                    }
                    out.write(buffer, 0, n);
                    out.flush();
                }
            } catch (IOException e) {
                closeBoth();
            }
        }

        void answers() {
            byte[] buffer = new byte[BUFFER];
            try (InputStream in = onward.getInputStream();
                    OutputStream out = client.getOutputStream()) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (mute) {
                        break; // the server has done it, and nobody hears of it
                    }
                    out.write(buffer, 0, n);
                    out.flush();
                }
            } catch (IOException e) {
                closeBoth();
            }
        }

        private void closeBoth() {
            try {
                client.close();
                onward.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
