package qingshan.gateway.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection to a gateway, for what no proper client sends. */
public final class Wire implements AutoCloseable {
    private static final int PATIENCE_MS = 30_000;
    private static final int ROOM_BYTES = 1 << 18;

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final Socket socket;
    private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();

    /** Connects. */
    public Wire(URI gateway) throws IOException {
        this(gateway, ROOM_BYTES);
    }

    /** Connects, with room for so many bytes that came and were not read. */
    public Wire(URI gateway, int roomBytes) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(roomBytes);
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
    }

    /** Sends this at once. */
    public Wire send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends the same again and again, until it is closed. */
    public Wire drip(String text, Duration every) {
        ScheduledFuture<?> _ = drip.scheduleAtFixedRate(
                () -> {
                    try {
                        send(text);
                    } catch (IOException e) {
                        drip.shutdown();
                    }
                },
                0,
                every.toMillis(),
                TimeUnit.MILLISECONDS);
        return this;
    }

    /** So many bytes, or fewer if it ends before. */
    public String read(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), ISO_8859_1);
    }

    /** An answer's status line and headers. */
    public String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** A whole answer, which says how long it is. */
    public String answer() throws IOException {
        String head = head();
        Matcher length = LENGTH.matcher(head);
        return length.find() ? head + read(Integer.parseInt(length.group(1))) : head;
    }

    /** All that comes until the other side closes; a reset counts as that. */
    public String all() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(all);
        } catch (SocketException e) {
            all.writeBytes(("\n" + e.getMessage()).getBytes(ISO_8859_1));
        }
        return all.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        drip.shutdownNow();
        socket.close();
    }
}
