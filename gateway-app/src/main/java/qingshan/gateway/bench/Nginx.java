package qingshan.gateway.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An nginx that answers every request with the same compressed page. */
final class Nginx implements AutoCloseable {
    private static final int TRIES = 200;

    private final Process process;
    private final int port;

    private Nginx(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Nginx serve(Path nginx, Path directory, byte[] gzip) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Files.write(directory.resolve("page"), gzip);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = directory.resolve("nginx.conf");
        Files.writeString(configuration, """
                %s
                daemon off; worker_processes auto; pid %s/pid; error_log %s/error.log;
                events { worker_connections 1024; }
                http {
                  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000; etag off;
                  open_file_cache max=10 inactive=1h;
                  server { listen 127.0.0.1:%d; root %s; default_type text/html; charset utf-8;
                    location / { add_header Content-Encoding gzip; try_files /page =404; } }
                }
                """.formatted(
                        "root".equals(System.getProperty("user.name")) ? "user root;" : "",
                        directory,
                        directory,
                        port,
                        directory));
        Process process = new ProcessBuilder(
                        nginx.toString(), "-p", directory.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        Nginx started = new Nginx(process, port);
        for (int i = 0; i < TRIES && !started.listens(); i++) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nginx: " + Files.readString(directory.resolve("output")));
            }
        }
        return started;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
