package qingshan.gateway.web;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import java.util.Locale;
import java.util.MissingResourceException;
import qingshan.gateway.Sentences;
import qingshan.gateway.ledger.Refusals;
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

    /** What a refusal by the rules or by the ledger is in HTTP, by its code. */
    public static HttpStatus status(String code) {
        return switch (code) {
            case "MALFORMED_JSON", "UNKNOWN_FIELD", "MISSING_FIELD", "WRONG_TYPE", "BAD_VALUE" ->
                HttpStatus.BAD_REQUEST;
            case "TOO_LARGE" -> HttpStatus.REQUEST_ENTITY_TOO_LARGE;
            case "FORBIDDEN", "NOT_OWNER" -> HttpStatus.FORBIDDEN;
            case "COMMAND_ID_REUSED",
                    "ALREADY_EXISTS",
                    "ALREADY_RECORDED",
                    "CONFLICTING_DUPLICATE",
                    "DUPLICATE",
                    "WRONG_STATE" -> HttpStatus.CONFLICT;
            case Refusals.MVCC_READ_CONFLICT, Refusals.PHANTOM_READ_CONFLICT -> HttpStatus.SERVICE_UNAVAILABLE;
            case Refusals.CONTRACT_FAILED -> HttpStatus.INTERNAL_SERVER_ERROR;
            default -> HttpStatus.UNPROCESSABLE_ENTITY;
        };
    }

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
