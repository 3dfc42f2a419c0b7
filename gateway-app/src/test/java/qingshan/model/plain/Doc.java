package qingshan.model.plain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A JSON object of the tests' own: texts, longs, booleans, lists and docs, and literals that are written as they are. */
public final class Doc {
    private final LinkedHashMap<String, Object> members = new LinkedHashMap<>();

    /** Text that stands in the JSON as it is, also where that is no JSON. */
    record Raw(String text) {}

    public static Doc of() {
        return new Doc();
    }

    /** Sets a member; a null one is left out. */
    public Doc with(String name, @Nullable Object value) {
        if (value == null) {
            members.remove(name);
        } else {
            members.put(name, value instanceof Integer i ? Long.valueOf(i) : value);
        }
        return this;
    }

    public Map<String, Object> members() {
        return members;
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    private Object need(String name) {
        return Objects.requireNonNull(members.get(name), name);
    }

    public String text(String name) {
        return (String) need(name);
    }

    @Nullable
    String textOr(String name) {
        return (String) members.get(name);
    }

    public long number(String name) {
        return (Long) need(name);
    }

    public boolean flag(String name) {
        return (Boolean) need(name);
    }

    public Doc doc(String name) {
        return (Doc) need(name);
    }

    @Nullable
    Doc docOr(String name) {
        return (Doc) members.get(name);
    }

    public List<Doc> docs(String name) {
        return ((List<?>) need(name)).stream().map(Doc.class::cast).toList();
    }

    List<String> texts(String name) {
        return ((List<?>) need(name)).stream().map(String.class::cast).toList();
    }

    public List<?> list(String name) {
        return (List<?>) need(name);
    }

    /** A copy down to the leaves. */
    Doc copy() {
        Doc copy = new Doc();
        members.forEach((name, value) -> copy.members.put(name, copy(value)));
        return copy;
    }

    private static Object copy(Object value) {
        return switch (value) {
            case Doc doc -> doc.copy();
            case List<?> list -> new ArrayList<>(list.stream().map(Doc::copy).toList());
            default -> value;
        };
    }

    /** The one canonical text: members sorted, no space. */
    public String json() {
        StringBuilder out = new StringBuilder();
        write(out, this, null);
        return out.toString();
    }

    /** The same with members in any order and white space anywhere. */
    String json(Random random) {
        StringBuilder out = new StringBuilder();
        write(out, this, random);
        return out.toString();
    }

    static String json(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, null);
        return out.toString();
    }

    private static void write(StringBuilder out, Object value, @Nullable Random random) {
        space(out, random);
        switch (value) {
            case Doc doc -> {
                List<String> names = new ArrayList<>(new TreeMap<>(doc.members).keySet());
                if (random != null) {
                    Collections.shuffle(names, random);
                }
                String separator = "";
                out.append('{');
                for (String name : names) {
                    out.append(separator);
                    separator = ",";
                    space(out, random);
                    quote(out, name);
                    space(out, random);
                    out.append(':');
                    write(out, doc.need(name), random);
                }
                out.append('}');
            }
            case List<?> list -> {
                String separator = "";
                out.append('[');
                for (Object element : list) {
                    out.append(separator);
                    separator = ",";
                    write(out, element, random);
                }
                out.append(']');
            }
            case String text -> quote(out, text);
            case Raw raw -> out.append(raw.text);
            default -> out.append(value);
        }
        space(out, random);
    }

    private static void space(StringBuilder out, @Nullable Random random) {
        if (random != null && random.nextInt(6) == 0) {
            out.append(" \n\t\r".charAt(random.nextInt(4)));
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int at = "\"\\\b\f\n\r\t".indexOf(c);
            if (at >= 0) {
                out.append('\\').append("\"\\bfnrt".charAt(at));
            } else if (c < ' ') {
                out.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    @Override
    public String toString() {
        return json();
    }
}
