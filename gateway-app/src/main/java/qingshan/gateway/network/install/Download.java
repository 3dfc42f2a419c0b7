package qingshan.gateway.network.install;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Explained;
import qingshan.gateway.Trouble;

/**
 * Brings one file over HTTP. What has come stands in a file beside it until all has come, so that a cut connection, or a
 * killed command, costs only what was under way; the server is asked for the rest of the same file, by its validator.
 */
final class Download {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(?:\\d{1,18}|\\*)");
    private static final Pattern UNSATISFIED = Pattern.compile("bytes \\*/(\\d{1,18})");
    private static final int BLOCK_BYTES = 1 << 16;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final Limits limits;
    private final Watcher watcher;
    private final URI from;
    private final String name;
    private final Path target;
    private final Part part;

    /**
     * @param target where it goes; stands there only once it is whole
     */
    Download(Limits limits, Watcher watcher, URI from, Path target) {
        this.limits = limits;
        this.watcher = watcher;
        this.from = from;
        this.name = target.getFileName().toString();
        this.target = target;
        this.part = Part.of(target);
    }

    /** The connection ended before the file did; another attempt may go on. */
    private static final class Cut extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Explained reason;

        private Cut(Explained reason, @Nullable Throwable cause) {
            super(cause);
            this.reason = reason;
        }
    }

    /**
     * Brings it.
     *
     * @throws InstallException if it does not come; a later call goes on where this one ended
     */
    void run() {
        long end = System.nanoTime() + limits.downloadMax().toNanos();
        try {
            Files.createDirectories(target.getParent());
            for (int attempt = 1; ; attempt++) {
                long before = part.size();
                try {
                    attempt(end);
                    break;
                } catch (Cut cut) {
                    boolean hopeless = part.size() <= before || System.nanoTime() - end > 0;
                    if (hopeless || attempt >= limits.attemptsMax()) {
                        throw InstallException.of("cut", cut, from, part.size(), cut.reason);
                    }
                    watcher.say(Said.of("goes.on", name, part.size(), cut.reason));
                }
            }
            Files.move(part.file(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            part.came(from);
        } catch (IOException e) {
            throw InstallException.of("disk", e, target.getParent(), Trouble.of(e));
        }
    }

    private void attempt(long end) throws IOException {
        Optional<String> validator = part.validator(from);
        long have = validator.isPresent() ? part.size() : 0;
        HttpURLConnection connection = have > 0 ? open(have, validator.get()) : open(0, "");
        try {
            int status = status(connection);
            String range = connection.getHeaderField("Content-Range");
            if (status == RANGE_NOT_SATISFIABLE && have > 0 && number(UNSATISFIED, range) == have) {
                return; // it is all there: the command was killed before it gave the file its name
            }
            boolean rest = status == HttpURLConnection.HTTP_PARTIAL && number(RANGE, range) == have;
            if (have > 0 && (status == RANGE_NOT_SATISFIABLE || (status == HttpURLConnection.HTTP_PARTIAL && !rest))) {
                part.delete();
                attempt(end); // from the beginning, so this comes once
                return;
            }
            if (status != HttpURLConnection.HTTP_OK && !(rest && have > 0)) {
                throw InstallException.of(
                        status == HttpURLConnection.HTTP_NOT_FOUND ? "absent" : "status", null, from, status);
            }
            if (status == HttpURLConnection.HTTP_OK && have > 0) {
                watcher.say(Said.of("comes.anew", name));
            }
            take(connection, rest ? have : 0, end);
        } finally {
            connection.disconnect();
        }
    }

    /** Writes what comes behind what is there. */
    private void take(HttpURLConnection connection, long have, long end) throws IOException {
        long length = connection.getContentLengthLong();
        long whole = length < 0 ? -1 : have + length;
        if (whole > limits.archiveBytesMax()) {
            throw InstallException.of("large", null, from, limits.archiveBytesMax());
        }
        part.begin(have, from, connection.getHeaderField("ETag"), connection.getHeaderField("Last-Modified"));
        watcher.say(
                whole < 0
                        ? Said.of("comes.some", name)
                        : Said.of(have > 0 ? "comes.rest" : "comes", name, whole, have));
        long there = have;
        byte[] block = new byte[BLOCK_BYTES];
        try (FileChannel file = FileChannel.open(part.file(), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            try (InputStream in = stream(connection)) {
                for (int read = read(in, block); read >= 0; read = read(in, block)) {
                    there += read;
                    if (there > limits.archiveBytesMax()) {
                        part.delete();
                        throw InstallException.of("large", null, from, limits.archiveBytesMax());
                    }
                    for (ByteBuffer bytes = ByteBuffer.wrap(block, 0, read); bytes.hasRemaining(); ) {
                        file.write(bytes);
                    }
                    if (System.nanoTime() - end > 0) {
                        throw new Cut(
                                Said.of("reason.long", limits.downloadMax().toMinutes()), null);
                    }
                    long now = there;
                    watcher.progress(() ->
                            whole < 0 ? Said.of("progress.some", name, now) : Said.of("progress", name, now, whole));
                }
            }
            file.force(true);
        }
        if (there < whole) {
            throw new Cut(Said.of("reason.ended"), null);
        }
    }

    private InputStream stream(HttpURLConnection connection) throws Cut {
        try {
            return connection.getInputStream();
        } catch (IOException e) {
            throw new Cut(reason(e), e);
        }
    }

    private int read(InputStream in, byte[] block) throws Cut {
        try {
            return in.read(block);
        } catch (IOException e) {
            throw new Cut(reason(e), e);
        }
    }

    private int status(HttpURLConnection connection) {
        try {
            return connection.getResponseCode();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private InstallException unreachable(IOException e) {
        return InstallException.of("unreachable", e, from, reason(e));
    }

    private Explained reason(IOException failure) {
        return switch (failure) {
            case UnknownHostException _ -> Said.of("reason.host", String.valueOf(from.getHost()));
            case ConnectException _ -> Said.of("reason.refused");
            case NoRouteToHostException _ -> Said.of("reason.refused");
            case SocketTimeoutException _ ->
                Said.of("reason.silent", limits.silenceMax().toSeconds());
            case SSLException tls -> Said.of("reason.tls", String.valueOf(tls.getMessage()));
            default -> Said.of("reason.ended");
        };
    }

    /** The connection that answers with something else than a redirection. */
    private HttpURLConnection open(long have, String validator) {
        URI address = from;
        for (int redirects = 0; redirects <= limits.redirectsMax(); redirects++) {
            HttpURLConnection connection = connect(address, have, validator);
            int status = status(connection);
            if (status / 100 != 3 || status == HttpURLConnection.HTTP_NOT_MODIFIED) {
                return connection;
            }
            String location = connection.getHeaderField("Location");
            connection.disconnect();
            address = redirected(from, address, location);
        }
        throw InstallException.of("redirects", null, from, limits.redirectsMax());
    }

    /** Where a redirection leads: to the web, and not from a safe connection to an open one. */
    static URI redirected(URI from, URI address, @Nullable String location) {
        try {
            URI next = address.resolve(String.valueOf(location));
            boolean web = "https".equals(next.getScheme())
                    || ("http".equals(next.getScheme()) && "http".equals(address.getScheme()));
            if (location != null && web && next.getHost() != null) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            throw InstallException.of("redirect", e, from, String.valueOf(location));
        }
        throw InstallException.of("redirect", null, from, String.valueOf(location));
    }

    private HttpURLConnection connect(URI address, long have, String validator) {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout((int) limits.silenceMax().toMillis());
            connection.setReadTimeout((int) limits.silenceMax().toMillis());
            connection.setUseCaches(false);
            connection.setRequestProperty("User-Agent", "qingshan");
            connection.setRequestProperty("Accept", "*/*");
            if (have > 0) {
                connection.setRequestProperty("Range", "bytes=" + have + "-");
                connection.setRequestProperty("If-Range", validator);
            }
            return connection;
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private static long number(Pattern pattern, @Nullable String header) {
        Matcher matcher = pattern.matcher(header == null ? "" : header);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }
}
