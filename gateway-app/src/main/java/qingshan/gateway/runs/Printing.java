package qingshan.gateway.runs;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.types.files.StreamedFile;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import qingshan.gateway.label.Label;
import qingshan.gateway.label.LabelException;
import qingshan.gateway.label.LabelFormat;
import qingshan.gateway.label.LabelPng;
import qingshan.gateway.label.LabelSheet;
import qingshan.gateway.label.LabelSvg;
import qingshan.gateway.label.QrSize;
import qingshan.gateway.label.Site;
import qingshan.gateway.web.GatewaySettings;
import qingshan.gateway.web.WebRefusal;

/** Gives labels as pictures and as sheets to print. Until a public address is set, each is a sample. */
@Singleton
final class Printing {
    private static final Logger LOG = LoggerFactory.getLogger(Printing.class);
    private static final MediaType SVG = MediaType.of("image/svg+xml;charset=utf-8");
    private static final int PIPE_BYTES = 1 << 16;

    private final GatewaySettings settings;

    Printing(GatewaySettings settings) {
        this.settings = settings;
    }

    /** A label as a picture: {@code png} or {@code svg}. */
    MutableHttpResponse<?> picture(Label label, String kind, QrSize size) {
        return switch (kind) {
            case "png" ->
                HttpResponse.ok(LabelPng.of(label, size, LabelPng.DEFAULT_DPI)).contentType(MediaType.IMAGE_PNG_TYPE);
            case "svg" ->
                HttpResponse.ok(LabelSvg.of(label, size).getBytes(StandardCharsets.UTF_8))
                        .contentType(SVG);
            default -> throw WebRefusal.notFound();
        };
    }

    /** A sheet of labels, made while it is sent: as many as there are, as fast as they are taken. */
    MutableHttpResponse<?> sheet(String name, LabelFormat format, QrSize size, Iterator<Label> labels) {
        try {
            PipedInputStream in = new PipedInputStream(PIPE_BYTES);
            PipedOutputStream out = new PipedOutputStream(in);
            Thread.ofVirtual().name("labels").start(() -> {
                try (out) {
                    LabelSheet.write(out, format, size, labels);
                } catch (IOException e) {
                    LOG.debug("a sheet of labels was not taken to its end: {}", e.getMessage());
                } catch (LabelException e) {
                    LOG.warn("a sheet of labels was cut off: {}", e.getMessage());
                }
            });
            return HttpResponse.ok(new StreamedFile(in, MediaType.APPLICATION_PDF_TYPE).attach(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The size of a code in millimetres, as it was asked for. */
    static QrSize size(String mm) {
        try {
            return new QrSize(Integer.parseInt(mm));
        } catch (NumberFormatException | LabelException e) {
            throw WebRefusal.badValue("size", QrSize.MIN_MM, QrSize.MAX_MM);
        }
    }

    /** The format of a sheet by its name, which must have room for a code of this size. */
    static LabelFormat format(String name, QrSize size) {
        try {
            LabelFormat format = LabelFormat.named(name);
            if (!LabelSheet.fits(format, size)) {
                throw WebRefusal.badValue("size", "is larger than these labels have room for");
            }
            return format;
        } catch (LabelException e) {
            throw WebRefusal.badValue("format", "is no format known here");
        }
    }

    /**
     * The address on labels: the public one, or this gateway's on a sample.
     *
     * @param request by which the browser reached it
     */
    Site site(HttpRequest<?> request) {
        Site published = settings.published();
        if (published != null) {
            return published;
        }
        try {
            return Site.sample("http://" + request.getHeaders().get("Host", String.class, ""));
        } catch (LabelException e) {
            return Site.sample("http://" + GatewaySettings.LOOPBACK);
        }
    }
}
