package qingshan.gateway.form;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;
import qingshan.gateway.web.Show;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonParser;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.Text;

/** What was typed into a form, checked field by field for what it is; whether it may be so, the contracts decide. */
public final class Answers {
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,3})?");
    private static final Pattern DEGREES = Pattern.compile("-?(1[0-7][0-9]|[0-9]{1,2})(\\.[0-9]{1,10})?");
    private static final Pattern WHOLE = Pattern.compile("[1-9][0-9]{0,11}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern DAY = Pattern.compile("[12][0-9]{3}-[0-9]{2}-[0-9]{2}");
    private static final Pattern MINUTE =
            Pattern.compile("[12][0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?");
    /** What browsers send for a box that is ticked. */
    private static final String TICKED = "on";

    private static final int THOUSAND_DIGITS = 3;

    private final Form form;

    Answers(Form form) {
        this.form = form;
    }

    /** Without outer spaces; numbers in half-width digits, as every keyboard writes them. */
    static String normal(Field field, String typed) {
        String stripped = typed.strip();
        return switch (field.kind()) {
            case DECIMAL, DECIMAL_FROM_ZERO, DEGREES, WHOLE, DIGITS, DAY, MINUTE ->
                Normalizer.normalize(stripped, Normalizer.Form.NFKC);
            case TEXT, NOTE, DOCUMENT, TELEPHONE, CHOICE, TICK -> stripped;
        };
    }

    /** Marks every field that is not what it must be; false if there is one. */
    boolean check(Sentences texts) {
        for (Field field : form.fields()) {
            String value = form.value(field);
            String problem = value.isEmpty() ? missing(field) : fault(field, value);
            if (problem != null) {
                String own = value.isEmpty() ? form.say("missing." + field.name()) : null;
                form.wrong(
                        field.name(),
                        own == null ? texts.say(problem, field.kind().max()) : own);
            }
        }
        return form.wrong().isEmpty();
    }

    private static @Nullable String missing(Field field) {
        if (!field.required()) {
            return null;
        }
        return switch (field.kind()) {
            case CHOICE -> "missing.choice";
            case TICK -> "missing.tick";
            case TEXT, NOTE, DOCUMENT, TELEPHONE, DECIMAL, DECIMAL_FROM_ZERO, DEGREES, WHOLE, DIGITS, DAY, MINUTE ->
                "missing";
        };
    }

    private static @Nullable String fault(Field field, String value) {
        if (value.codePointCount(0, value.length()) > field.kind().max()) {
            return "long";
        }
        return switch (field.kind()) {
            case TEXT, TELEPHONE -> good(() -> new Text(value)) ? null : "strange";
            case NOTE -> good(() -> new Note(value)) ? null : "strange";
            case DOCUMENT -> good(() -> JsonParser.object(value)) ? null : "document";
            case DECIMAL -> DECIMAL.matcher(value).matches() && !isZero(value) ? null : "decimal";
            case DECIMAL_FROM_ZERO -> DECIMAL.matcher(value).matches() ? null : "decimal-from-zero";
            case DEGREES -> DEGREES.matcher(value).matches() ? null : "degrees";
            case WHOLE -> WHOLE.matcher(value).matches() ? null : "whole";
            case DIGITS -> DIGITS.matcher(value).matches() ? null : "digits";
            case DAY -> DAY.matcher(value).matches() && good(() -> LocalDate.parse(value)) ? null : "day";
            case MINUTE -> MINUTE.matcher(value).matches() && good(() -> LocalDateTime.parse(value)) ? null : "minute";
            case CHOICE ->
                field.choices().stream().anyMatch(choice -> choice.value().equals(value)) ? null : "choice";
            case TICK -> value.equals(TICKED) ? null : "tick";
        };
    }

    private static boolean isZero(String value) {
        return new BigDecimal(value).signum() == 0;
    }

    private static boolean good(Runnable making) {
        try {
            making.run();
            return true;
        } catch (IllegalArgumentException | DateTimeException | Refusal e) {
            return false;
        }
    }

    /** What makes this form count once. */
    public Once once() {
        return new Once(new CommandId(form.id()), form.name(), form.action(), said());
    }

    private String said() {
        StringBuilder all = new StringBuilder(form.action()).append('\u001e');
        for (Field field : form.fields()) {
            all.append(field.name()).append('\u001f').append(form.value(field)).append('\u001e');
        }
        return all.toString();
    }

    /** The value of a field, or empty. */
    public String of(String field) {
        return form.fields().stream()
                .filter(f -> f.name().equals(field))
                .map(form::value)
                .findFirst()
                .orElseThrow();
    }

    /** A text that was required. */
    public Text text(String field) {
        return new Text(of(field));
    }

    /** A text, or null if nothing was typed. */
    public @Nullable Text optional(String field) {
        return of(field).isEmpty() ? null : text(field);
    }

    /** A note that was required. */
    public Note note(String field) {
        return new Note(of(field));
    }

    /** A whole number that was required. */
    public long whole(String field) {
        return Long.parseLong(of(field));
    }

    /** A decimal number that was required, in thousandths. */
    public long thousandths(String field) {
        return new BigDecimal(of(field)).movePointRight(THOUSAND_DIGITS).longValueExact();
    }

    /** A day that was required. */
    public LocalDate day(String field) {
        return LocalDate.parse(of(field));
    }

    /** A minute that was required, by the clock of China. */
    public LedgerTime minute(String field) {
        return LedgerTime.ofEpochMilli(
                LocalDateTime.parse(of(field)).atZone(Show.ZONE).toInstant().toEpochMilli());
    }

    /** The names of the boxes that are ticked and begin so, without that beginning. */
    public List<String> ticked(String beginning) {
        return form.fields().stream()
                .filter(f -> f.kind() == Field.Kind.TICK
                        && f.name().startsWith(beginning)
                        && form.value(f).equals(TICKED))
                .map(f -> f.name().substring(beginning.length()))
                .toList();
    }
}
