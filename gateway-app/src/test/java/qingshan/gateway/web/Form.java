package qingshan.gateway.web;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/** A form with files as a browser sends it. */
public final class Form {
    private static final String BOUNDARY = "----boundary-of-a-test";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Fills in a field. */
    public Form field(String name, String value) {
        return part("name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8));
    }

    /** Chooses a file. */
    public Form file(String name, String fileName, byte[] content) {
        return part(
                "name=\"" + name + "\"; filename=\"" + fileName + "\"",
                "Content-Type: application/octet-stream\r\n",
                content);
    }

    private Form part(String disposition, String headers, byte[] content) {
        bytes.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n" + headers + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(content);
        bytes.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** What is sent. */
    public byte[] body() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(bytes.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return whole.toByteArray();
    }

    /** A text as an address has it. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The media type of what is sent. */
    public static String type() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    /** Puts it into a request. */
    public HttpRequest.Builder in(HttpRequest.Builder request) {
        return request.header("Content-Type", type()).POST(HttpRequest.BodyPublishers.ofByteArray(body()));
    }
}
