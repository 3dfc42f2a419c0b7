package qingshan.gateway.form;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Problem;
import qingshan.gateway.web.Visit;
import qingshan.rules.json.JsonString;
import qingshan.rules.value.CommandId;

/**
 * A form as a page shows it: what it asks, what was typed, and what is wrong with it. Its texts are those of its feature:
 * {@code NAME.title}, {@code NAME.send}, {@code NAME.done}, {@code NAME.about} if there is more to say, and for each field
 * {@code field.FIELD} and {@code hint.FIELD}, which the form may have of its own as {@code NAME.field.FIELD}. What is wrong
 * with a value that the rules do not allow may stand as {@code NAME.bad.FIELD}, and that one is missing as
 * {@code NAME.missing.FIELD}; what every form says of a field of this name stands in {@code Form.properties} as
 * {@code bad.FIELD}. Another refusal of a field may have a text of its own as {@code NAME.CODE.FIELD}, in which {@code {0}} is
 * the number that the refusal names.
 */
public final class Form {
    /** The input that holds the command's id. */
    static final String ID = "id";

    private final Visit visit;
    private final Class<?> beside;
    private final String bundle;
    private final String name;
    private final String action;
    private final String here;
    private final List<Field> fields = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> problems = new LinkedHashMap<>();
    private final Map<String, String> places = new HashMap<>();
    private String back;
    private String template = "form/page.jte";
    private Object page = this;
    private @Nullable Problem trouble;
    private @Nullable String done;
    private String id = UUID.randomUUID().toString();

    /**
     * A form without fields.
     *
     * @param beside a public class of the feature, beside whose texts it stands
     * @param bundle the name of these texts
     * @param name of the form in them
     * @param action the address that shows and takes it
     * @param here the page of the menu that it belongs to
     */
    public Form(Visit visit, Class<?> beside, String bundle, String name, String action, String here) {
        this.visit = visit;
        this.beside = beside;
        this.bundle = bundle;
        this.name = name;
        this.action = action;
        this.here = here;
        this.back = here;
    }

    /** Where it is left without sending it, if that is not the page of the menu. */
    public Form back(String path) {
        back = path;
        return this;
    }

    /** Stands on a page of its own. */
    public Form on(String itsTemplate, Object itsPage) {
        template = itsTemplate;
        page = itsPage;
        return this;
    }

    /** Adds fields. */
    public Form ask(Field... more) {
        fields.addAll(List.of(more));
        return this;
    }

    /** Says above the fields what it is about: a label and its value. */
    public Form fact(String label, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(texts().say(label));
            facts.add(value);
        }
        return this;
    }

    /** Says above all that such a form was just taken; nothing if null. */
    public Form done(@Nullable String sentence) {
        done = sentence;
        return this;
    }

    /** What stands in a field at first. */
    public Form with(String field, @Nullable String value) {
        values.put(field, value == null ? "" : value);
        return this;
    }

    /** Where a refusal belongs that names no field of this form: by its code, or by the member that it names. */
    public Form place(String codeOrMember, String field) {
        places.put(codeOrMember, field);
        return this;
    }

    /** Takes over what was sent: of the fields that are asked, and nothing else. */
    void take(Map<String, String> sent) {
        for (Field field : fields) {
            values.put(field.name(), Answers.normal(field, sent.getOrDefault(field.name(), "")));
        }
        try {
            id = new CommandId(sent.getOrDefault(ID, "")).value();
        } catch (IllegalArgumentException e) {
            // a form that nobody made here: it gets an id now
        }
    }

    /** Marks a field. */
    void wrong(String field, String problem) {
        problems.putIfAbsent(field, problem);
    }

    /** Shows a refusal beside the field that it names, or that holds the member it names; if there is none, above them all. */
    void refused(Problem problem) {
        String field = problem.detail().get("field") instanceof JsonString text ? text.value() : "";
        String last = field.substring(field.lastIndexOf('.') + 1);
        String named = places.getOrDefault(problem.code(), places.getOrDefault(last, last));
        String within = field.substring(0, Math.max(0, field.indexOf('.')));
        String place = asks(named) ? named : within;
        if (asks(place)) {
            String own = problem.code().equals("BAD_VALUE")
                    ? bad(place)
                    : say(problem.code() + "." + place, problem.detail().text("number"));
            Locale locale = visit.language().locale();
            String member = place.equals(named) ? "" : field.substring(within.length() + 1) + ": ";
            wrong(
                    place,
                    own == null ? member + problem.title(locale) + told(problem) + " " + problem.cure(locale) : own);
        } else {
            trouble = problem;
        }
        if (problem.code().equals("COMMAND_ID_REUSED")) {
            id = UUID.randomUUID().toString();
        }
    }

    private @Nullable String bad(String field) {
        String own = say("bad." + field);
        Sentences all = visit.texts(Form.class, "Form");
        return own == null && all.bundle().containsKey("bad." + field) ? all.say("bad." + field) : own;
    }

    /** The values that a refusal names, in words and in brackets; empty if it names none. */
    public String told(Problem problem) {
        Sentences all = visit.texts(Form.class, "Form");
        String each = problem.told(visit.show()).entrySet().stream()
                .map(value -> all.say("told.each", value.getKey(), value.getValue()))
                .collect(Collectors.joining(all.say("told.between")));
        return each.isEmpty() ? "" : all.say("told", each);
    }

    private boolean asks(String field) {
        return fields.stream().anyMatch(f -> f.name().equals(field));
    }

    /** The texts of its feature. */
    public Sentences texts() {
        return visit.texts(beside, bundle);
    }

    /** A text of this form's own, or null. */
    public @Nullable String say(String key, @Nullable Object... values) {
        String own = name + "." + key;
        return texts().bundle().containsKey(own) ? texts().say(own, values) : null;
    }

    private @Nullable String ofField(String kind, Field field) {
        String own = say(kind + "." + field.name());
        String shared = kind + "." + field.name();
        return own != null || !texts().bundle().containsKey(shared) ? own : texts().say(shared);
    }

    /** What a field is called. */
    public String label(Field field) {
        String label = field.label() == null ? ofField("field", field) : field.label();
        return label == null ? field.name() : label;
    }

    /** What helps to fill a field, or null. */
    public @Nullable String hint(Field field) {
        return ofField("hint", field);
    }

    /** What stands in a field. */
    public String value(Field field) {
        return values.getOrDefault(field.name(), "");
    }

    /** What is wrong with a field, or null. */
    public @Nullable String problem(Field field) {
        return problems.get(field.name());
    }

    /** The fields. */
    public List<Field> fields() {
        return Collections.unmodifiableList(fields);
    }

    /** The fields that are wrong. */
    public List<Field> wrong() {
        return fields.stream().filter(f -> problems.containsKey(f.name())).toList();
    }

    /** What it is about: label, value, label, value. */
    public List<String> facts() {
        return Collections.unmodifiableList(facts);
    }

    /** What was just done with such a form, or null. */
    public @Nullable String done() {
        return done;
    }

    /** What was refused as a whole, or null. */
    public @Nullable Problem trouble() {
        return trouble;
    }

    /** Whether it was sent and not taken. */
    public boolean isRefused() {
        return trouble != null || !problems.isEmpty();
    }

    /** Under what a browser keeps what is typed: it is one person's, for one form. */
    public String kept() {
        return kept(Staff.required(visit), action);
    }

    static String kept(Staff staff, String action) {
        return staff.name() + " " + action;
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** Where it is sent. */
    public String action() {
        return action;
    }

    /** The page of the menu that it belongs to. */
    public String here() {
        return here;
    }

    /** Where it is left without sending it. */
    public String back() {
        return back;
    }

    String template() {
        return template;
    }

    Object page() {
        return page;
    }

    /** The field of a name. */
    public Field field(String named) {
        return fields.stream().filter(f -> f.name().equals(named)).findFirst().orElseThrow();
    }

    /** The id that its command will have. */
    public String id() {
        return id;
    }

    private static final Pattern ANCHOR = Pattern.compile("[^a-z0-9]+", Pattern.CASE_INSENSITIVE);

    /** A field's id on the page. */
    public String anchor(Field field) {
        return "f-" + ANCHOR.matcher(field.name()).replaceAll("-");
    }
}
