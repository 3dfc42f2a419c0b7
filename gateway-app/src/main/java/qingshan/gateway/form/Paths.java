package qingshan.gateway.form;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses with parameters. */
public final class Paths {
    private Paths() {}

    /** A path with parameters: name, value, name, value. */
    public static String of(String path, String... parameters) {
        StringBuilder out = new StringBuilder(path);
        for (int i = 0; i < parameters.length; i += 2) {
            out.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return out.toString();
    }
}
