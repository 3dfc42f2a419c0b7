package qingshan.gateway.web;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import java.util.Locale;
import java.util.MissingResourceException;
import qingshan.gateway.Sentences;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;

/**
 * A problem of RFC 9457, in words of the rules.
 *
 * @param status of the answer
 * @param code the rules' own refusal code, or the gateway's where no rule is asked
 * @param detail the values at fault
 */
public record Problem(HttpStatus status, String code, JsonObject detail) {
    /** Its media type. */
    public static final MediaType TYPE = MediaType.of("application/problem+json");

    /** What it means. */
    public String title(Locale locale) {
        return say(code, locale);
    }

    /** What to do about it. */
    public String cure(Locale locale) {
        return say(code + ".cure", locale);
    }

    /** Members {@code type}, {@code title}, {@code status}, {@code detail} (what to do), {@code code}, {@code values}. */
    public String json(Locale locale) {
        return CanonicalJson.write(JsonObject.of("type", "/problems#" + code)
                .with("title", title(locale))
                .with("status", new JsonInteger(status.getCode()))
                .with("detail", cure(locale))
                .with("code", code)
                .with("values", detail));
    }

    private static String say(String key, Locale locale) {
        try {
            return Sentences.of(Problem.class, "Problems", locale).say(key);
        } catch (MissingResourceException e) {
            return Sentences.of(Sentences.class, "Refusals", locale).say(key);
        }
    }
}
