package qingshan.gateway.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import qingshan.gateway.Trouble;
import qingshan.rules.json.JsonObject;

/**
 * A form with files, as it was sent. It is read as it comes, straight to a scratch directory, so that memory does not grow
 * with it; what is too large, too slow, malformed or cut off is refused, and closing the scratch leaves nothing of it.
 *
 * @param fields what stands in the form's fields, by name; of several with one name the last
 * @param files that were chosen; an empty choice is none
 */
public record Upload(Map<String, String> fields, List<Sent> files) {
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=\"?[^\\s\";,]{1,70}\"?", Pattern.CASE_INSENSITIVE);

    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int FIELD_CHARS_MAX = 8_192;
    private static final int PARTS_MAX = 2_000;
    /** Headers of a part, and what the decoder keeps of a boundary that is not whole yet. */
    private static final int BUFFERED_BYTES_MAX = 256 * 1024;

    /**
     * A file.
     *
     * @param field of the form
     * @param name as the sender's machine has it; only ever shown, never a place
     * @param path where it lies now
     * @param bytes its size
     */
    public record Sent(String field, String name, Path path, long bytes) {}

    /**
     * How much is taken.
     *
     * @param bytes of all files together
     * @param time for all of it to arrive
     */
    public record Bounds(long bytes, Duration time) {}

    /**
     * Reads a request's body to its end, and closes it; what is left of one that is refused is then dropped as it comes, so
     * that who sends on can read the answer.
     *
     * @param body in the form {@code multipart/form-data}
     * @throws WebRefusal TOO_LARGE, TOO_SLOW, or BAD_REQUEST if it is no form or was cut off
     */
    public static Upload read(HttpRequest<?> request, InputStream body, Scratch.Space space, Bounds bounds) {
        try (body) {
            return whole(request, body, space, bounds);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static Upload whole(HttpRequest<?> request, InputStream body, Scratch.Space space, Bounds bounds)
            throws IOException {
        if (request.getContentLength() > bounds.bytes + CHUNK_BYTES) {
            throw tooLarge(bounds);
        }
        String type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE, String.class, "");
        if (!BOUNDARY.matcher(type).find()) {
            throw unreadable();
        }
        DefaultHttpRequest head = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/");
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        DefaultHttpDataFactory factory = new DefaultHttpDataFactory(DefaultHttpDataFactory.MINSIZE);
        factory.setBaseDir(space.path().toString());
        factory.setDeleteOnExit(false);
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            decoder = new HttpPostMultipartRequestDecoder(
                    factory, head, StandardCharsets.UTF_8, PARTS_MAX, BUFFERED_BYTES_MAX);
            feed(decoder, body, bounds);
            return kept(decoder, space.path());
        } catch (DecoderException e) {
            throw unreadable();
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
            factory.cleanAllHttpData();
        }
    }

    private static void feed(HttpPostMultipartRequestDecoder decoder, InputStream body, Bounds bounds)
            throws IOException {
        long deadline = System.nanoTime() + bounds.time.toNanos();
        byte[] chunk = new byte[CHUNK_BYTES];
        long all = 0;
        for (int n = body.read(chunk); n >= 0; n = body.read(chunk)) {
            all += n;
            if (all > bounds.bytes + CHUNK_BYTES) {
                throw tooLarge(bounds);
            }
            if (System.nanoTime() > deadline) {
                throw WebRefusal.of(HttpStatus.REQUEST_TIMEOUT, "TOO_SLOW", JsonObject.EMPTY);
            }
            decoder.offer(new DefaultHttpContent(Unpooled.copiedBuffer(chunk, 0, n)));
        }
        decoder.offer(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private static Upload kept(HttpPostMultipartRequestDecoder decoder, Path directory) throws IOException {
        if (decoder.currentPartialHttpData() != null) {
            throw unreadable();
        }
        Map<String, String> fields = new TreeMap<>();
        List<Sent> files = new ArrayList<>();
        for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
            if (part instanceof Attribute field) {
                String value = field.length() > FIELD_CHARS_MAX * 4L ? tooLong(field) : field.getValue();
                fields.put(field.getName(), value.length() > FIELD_CHARS_MAX ? tooLong(field) : value);
            } else if (part instanceof FileUpload file
                    && file.isCompleted()
                    && !file.getFilename().isEmpty()) {
                Path path = Files.createTempFile(directory, "file-", "");
                if (file.isInMemory() || file.length() == 0) {
                    Files.write(path, file.get());
                } else {
                    Files.move(file.getFile().toPath(), path, StandardCopyOption.REPLACE_EXISTING);
                }
                files.add(new Sent(file.getName(), file.getFilename(), path, Files.size(path)));
            }
        }
        return new Upload(fields, files);
    }

    private static String tooLong(Attribute field) {
        throw WebRefusal.badValue(field.getName(), "is longer than " + FIELD_CHARS_MAX + " characters");
    }

    private static WebRefusal tooLarge(Bounds bounds) {
        return WebRefusal.of(
                HttpStatus.REQUEST_ENTITY_TOO_LARGE, "TOO_LARGE", JsonObject.EMPTY.with("bytesMax", bounds.bytes));
    }

    /** A full disk and a sender that is too slow are told; else it went away, and nobody reads the answer. */
    private static WebRefusal failed(IOException e) {
        if (e.getCause() instanceof WebRefusal slow) {
            return slow;
        }
        return Trouble.of(e).kind() == Trouble.Kind.DISK_FULL
                ? WebRefusal.of(HttpStatus.INSUFFICIENT_STORAGE, "NO_ROOM", JsonObject.EMPTY)
                : unreadable();
    }

    private static WebRefusal unreadable() {
        return WebRefusal.of(HttpStatus.BAD_REQUEST, "BAD_REQUEST", JsonObject.EMPTY);
    }
}
