package qingshan.model.plain;

import java.util.ArrayList;
import java.util.List;

/** Reads JSON that a ledger wrote, into {@link Doc}s. What it reads is good JSON, so it checks nothing. */
public final class DocReader {
    private final String text;
    private int at;

    private DocReader(String text) {
        this.text = text;
    }

    public static Doc read(String json) {
        return (Doc) new DocReader(json).value();
    }

    private Object value() {
        return switch (text.charAt(at)) {
            case '{' -> doc();
            case '[' -> list();
            case '"' -> string();
            case 't' -> literal(4, true);
            case 'f' -> literal(5, false);
            default -> number();
        };
    }

    private Object literal(int length, boolean value) {
        at += length;
        return value;
    }

    private Long number() {
        int from = at;
        while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return Long.valueOf(text.substring(from, at));
    }

    private Doc doc() {
        Doc doc = new Doc();
        at++;
        while (text.charAt(at) != '}') {
            at += text.charAt(at) == ',' ? 1 : 0;
            String name = string();
            at++;
            doc.with(name, value());
        }
        at++;
        return doc;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        at++;
        while (text.charAt(at) != ']') {
            at += text.charAt(at) == ',' ? 1 : 0;
            list.add(value());
        }
        at++;
        return list;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        at++;
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = text.charAt(at++);
            if (escaped == 'u') {
                out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                at += 4;
            } else {
                int known = "bfnrt".indexOf(escaped);
                out.append(known < 0 ? escaped : "\b\f\n\r\t".charAt(known));
            }
        }
        return out.toString();
    }
}
