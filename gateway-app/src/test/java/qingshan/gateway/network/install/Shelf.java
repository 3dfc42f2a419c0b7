package qingshan.gateway.network.install;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server on loopback that gives files, whole or in parts, and can be told to misbehave. */
final class Shelf implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** After so many bytes of its body each answer ends. */
    private volatile int cutAfter = Integer.MAX_VALUE;

    private volatile boolean ranges = true;
    private volatile @Nullable String tag = "\"1\"";

    Shelf() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/files/", this::give);
        server.start();
    }

    /** What misbehaves in its own way. */
    void at(String path, Answer answer) {
        server.createContext(path, exchange -> {
            try (exchange) {
                answer.give(exchange);
            }
        });
    }

    /** Answers one request. */
    interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    Shelf put(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    void cutAfter(int bytes) {
        cutAfter = bytes;
    }

    void ranges(boolean gives) {
        ranges = gives;
    }

    void tag(@Nullable String value) {
        tag = value;
    }

    /** Each request: its path, and the range if one was asked for. */
    List<String> asked() {
        return asked;
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    URI directory() {
        return address("/files/");
    }

    private void give(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Headers request = exchange.getRequestHeaders();
            String range = request.getFirst("Range");
            asked.add(path + (range == null ? "" : " " + range));
            byte[] bytes = files.get(path.substring("/files/".length()));
            if (bytes == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            if (tag != null) {
                exchange.getResponseHeaders().set("ETag", tag);
            }
            int from = 0;
            if (ranges && range != null && String.valueOf(tag).equals(request.getFirst("If-Range"))) {
                from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
                if (from >= bytes.length) {
                    exchange.getResponseHeaders().set("Content-Range", "bytes */" + bytes.length);
                    exchange.sendResponseHeaders(416, -1);
                    return;
                }
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
            }
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, bytes.length - from);
            exchange.getResponseBody().write(bytes, from, Math.min(cutAfter, bytes.length - from));
            exchange.getResponseBody().flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
