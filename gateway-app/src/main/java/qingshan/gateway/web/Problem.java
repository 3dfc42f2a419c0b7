package qingshan.gateway.web;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.stream.Stream;
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
    /** What a form says in another way: beside its fields. */
    private static final Set<String> OF_FORMS = Set.of("field", "problem", "min", "max");

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
            case Refusals.MVCC_READ_CONFLICT, Refusals.PHANTOM_READ_CONFLICT, Refusals.ENDORSEMENT_MISMATCH ->
                HttpStatus.SERVICE_UNAVAILABLE;
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

    /** What a value must be, where this gateway says so of the field at fault; else, that it is to be corrected. */
    public String rule(Locale locale) {
        Sentences texts = Sentences.of(Problem.class, "Web", locale);
        return code.equals("BAD_VALUE") ? texts.say(hasRule(texts) ? rule() : "bad.any") : "";
    }

    private boolean hasRule(Sentences texts) {
        return texts.bundle().containsKey(rule());
    }

    private String rule() {
        return "bad." + detail.text("field");
    }

    /** The values at fault, each with what it is called; the problem in words of programs, which are English, only there. */
    public Map<String, String> values(Show show) {
        Locale locale = show.language().locale();
        Sentences texts = Sentences.of(Problem.class, "Web", locale);
        boolean told = code.equals("BAD_VALUE") && (hasRule(texts) || !locale.equals(Language.EN.locale()));
        Map<String, String> values = new LinkedHashMap<>();
        detail.members().forEach((name, value) -> {
            if (!(told && name.equals("problem"))) {
                String label = texts.bundle().containsKey("value." + name) ? texts.say("value." + name) : name;
                values.put(label, Told.of(name, value, show));
            }
        });
        return values;
    }

    /** The figures, states and days at fault, in words, each with what it is called; what only programs understand is left out. */
    public Map<String, String> told(Show show) {
        Sentences texts = Sentences.of(Problem.class, "Web", show.language().locale());
        Map<String, String> told = new LinkedHashMap<>();
        detail.members().forEach((name, value) -> {
            if (texts.bundle().containsKey("value." + name) && !OF_FORMS.contains(name) && !Told.isId(value)) {
                told.put(texts.say("value." + name), Told.of(name, value, show));
            }
        });
        return told;
    }

    /** The codes that an answer may have, in order: the gateway's own and the rules'. */
    static List<String> codes() {
        return Stream.of(
                        Sentences.of(Problem.class, "Problems", Locale.ROOT),
                        Sentences.of(Sentences.class, "Refusals", Locale.ROOT))
                .flatMap(texts -> texts.bundle().keySet().stream())
                .filter(key -> !key.contains("."))
                .distinct()
                .sorted()
                .toList();
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

    static String say(String key, Locale locale) {
        try {
            return Sentences.of(Problem.class, "Problems", locale).say(key);
        } catch (MissingResourceException e) {
            return Sentences.of(Sentences.class, "Refusals", locale).say(key);
        }
    }
}
