package qingshan.gateway.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** Makes pages of templates in {@code src/main/jte}, compiled with the program. */
@Singleton
public final class Pages {
    /** What every page is. */
    public static final MediaType HTML = MediaType.of("text/html;charset=utf-8");

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Assets assets;

    /** With the files that pages refer to. */
    Pages(Assets assets) {
        this.assets = assets;
    }

    /**
     * A page.
     *
     * @param template its name below {@code src/main/jte}, such as {@code scan/pack.jte}; it takes {@code visit},
     *     {@code assets} and {@code page}
     * @param page what it shows
     */
    public MutableHttpResponse<byte[]> page(Visit visit, HttpStatus status, String template, Object page) {
        return HttpResponse.<byte[]>status(status).contentType(HTML).body(bytes(visit, template, page));
    }

    /** A page with status 200. */
    public MutableHttpResponse<byte[]> page(Visit visit, String template, Object page) {
        return page(visit, HttpStatus.OK, template, page);
    }

    /** A page's bytes, in UTF-8. */
    public byte[] bytes(Visit visit, String template, Object page) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("visit", visit);
        parameters.put("assets", assets);
        parameters.put("page", page);
        templates.render(template, parameters, output);
        return output.toByteArray();
    }
}
