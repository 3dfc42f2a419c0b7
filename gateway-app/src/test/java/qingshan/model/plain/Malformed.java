package qingshan.model.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qingshan.model.plain.Sent.Fault;

/** Spoils the shape of good commands, one fault at a time, and knows what must be answered to it. */
final class Malformed {
    private static final Set<String> NEEDED =
            Set.copyOf(List.of(("card party season plots grams grade product witnesses signers source"
                            + " seller commitment signatures kind version effectiveFrom document area maker lot gtin packs packGrams"
                            + " leafGrade leafGrams madeGrade madeGrams parts reason publicKey proof algorithm point run batch index"
                            + " entries files sha256 verdict items from to harvestKinds subject advice promisor issuedOn laboratory"
                            + " passed netGrams product slip harvest loss reversal processing blending packing wish notice"
                            + " stock consent withdrawal dispute serials voiding dispatch reader scope purpose until lost outcome"
                            + " first last count root stretches")
                    .split(" ")));
    private static final Set<String> NEVER_EMPTY = Set.of("plots", "entries", "files", "items", "parts", "stretches");
    /** Integers that are refused below zero, by shape. */
    private static final Set<String> NEVER_NEGATIVE = Set.of(
            "grams",
            "area",
            "leafGrams",
            "madeGrams",
            "packGrams",
            "packs",
            "netGrams",
            "n",
            "line",
            "first",
            "last",
            "count");
    /** Documents within the document, which are read by themselves. */
    private static final Set<String> FREE = Set.of("command", "detail");

    private static final Set<String> UNCHECKED = Set.of("gtin", "table", "code");
    private static final Pattern ENTRY_NUMBER = Pattern.compile("entries\\[\\d+]\\.number");

    private Malformed() {}

    /** A place in a document. */
    private record Spot(String path, Object container, String name, int index, Object value) {
        void set(Object other) {
            if (container instanceof Doc doc) {
                doc.with(name, other);
            } else {
                @SuppressWarnings("unchecked")
                List<Object> list = (List<Object>) container;
                list.set(index, other);
            }
        }
    }

    private static void spots(String path, Object value, List<Spot> spots) {
        if (value instanceof Doc doc) {
            doc.members().forEach((name, member) -> {
                String at = path.isEmpty() ? name : path + "." + name;
                spots.add(new Spot(at, doc, name, 0, member));
                if (!FREE.contains(name)) {
                    spots(at, member, spots);
                }
            });
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                String at = path + "[" + i + "]";
                String name = path.substring(path.lastIndexOf('.') + 1);
                spots.add(new Spot(at, list, name + "[]", i, list.get(i)));
                spots(at, list.get(i), spots);
            }
        }
    }

    private static Spot spot(Scene s, Doc body) {
        List<Spot> spots = new ArrayList<>();
        spots("", body, spots);
        return s.pick(spots);
    }

    /** A whole command, spoilt in its text or in what it says. */
    static Sent spoil(Scene s, Sent sent) {
        String good = sent.body().json();
        switch (s.dice(12)) {
            case 0 -> {
                return sent.spoilt(text(s, good), "MALFORMED_JSON", "*");
            }
            case 1 -> {
                String padding = " ".repeat((1 << 20) + 1 - good.length());
                return sent.spoilt(good + padding, "TOO_LARGE", "");
            }
            case 2 -> {
                Doc body = sent.body().copy().with("type", sent.type());
                return sent.spoilt(body.json(), "UNKNOWN_FIELD", "type");
            }
            default -> {}
        }
        Doc body = sent.body().copy();
        if (body.has("document")) {
            // the document is read when the command's time is believed
            body.with("occurredAt", Scene.time(s.now));
        }
        Fault fault = s.chance(50) ? json(s, spot(s, body)) : value(s, body);
        return sent.spoilt(body.json(), fault.code(), fault.field());
    }

    private static String text(Scene s, String good) {
        return switch (s.dice(10)) {
            case 0 -> good.substring(0, s.dice(good.length() - 1));
            case 1 -> good + s.pick(List.of("{}", ",", "x", "]", "null", "\u0000"));
            case 2 -> "[" + good + "]";
            case 3 -> s.pick(List.of("", " ", "7", "true", "\"text\"", "null"));
            case 4 -> '\uFEFF' + good;
            case 5 -> good.replace("\"", "'");
            case 6 -> "/* well */" + good;
            case 7 -> good.substring(0, good.length() - 1) + ",}";
            case 8 -> good.replaceFirst("\":", "\" ");
            default -> good.replaceFirst("\":\"", "\":\"\n");
        };
    }

    /** What JSON itself or its reader must refuse. */
    private static Fault json(Scene s, Spot spot) {
        String old = Doc.json(spot.value());
        boolean member = spot.container() instanceof Doc;
        return switch (s.dice(9)) {
            case 0 -> set(spot, "null", "WRONG_TYPE", spot.path());
            case 1 -> set(spot, s.pick(List.of("1.5", "1.0", "1e3", "-2E-2")), "WRONG_TYPE", spot.path());
            case 2 ->
                set(
                        spot,
                        s.pick(List.of(
                                "9007199254740992", "-9007199254740992", "99999999999999999999", "9".repeat(30), "-0")),
                        "BAD_VALUE",
                        spot.path());
            case 3 -> set(spot, "9".repeat(5000), "TOO_LARGE", spot.path());
            case 4 -> set(spot, "[".repeat(20) + "]".repeat(20), "TOO_LARGE", spot.path() + "*");
            case 5 -> set(spot, "\"" + "长".repeat(4097) + "\"", "TOO_LARGE", spot.path());
            case 6 ->
                set(
                        spot,
                        s.pick(List.of("\"a\\ud800\"", "\"\\udc00b\"", "\"\\ud800\\ud800\"")),
                        "MALFORMED_JSON",
                        spot.path());
            case 7 ->
                member
                        ? set(spot, old + ",\"" + spot.name() + "\":" + old, "MALFORMED_JSON", spot.path())
                        : set(spot, "01", "MALFORMED_JSON", spot.path());
            default ->
                member
                        ? set(spot, old + ",\"" + "x".repeat(65) + "\":1", "TOO_LARGE", parent(spot.path()) + "*")
                        : set(spot, "+1", "MALFORMED_JSON", spot.path());
        };
    }

    private static String parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot);
    }

    private static Fault set(Spot spot, String raw, String code, String field) {
        spot.set(new Doc.Raw(raw));
        return new Fault(code, field);
    }

    /** Good JSON that does not say what is asked for. */
    private static Fault value(Scene s, Doc body) {
        while (true) {
            Fault fault = value(s, spot(s, body));
            if (fault != null) {
                return fault;
            }
        }
    }

    private static @Nullable Fault value(Scene s, Spot spot) {
        String at = spot.path();
        boolean free = FREE.contains(spot.name());
        if (spot.container() instanceof Doc doc && NEEDED.contains(spot.name()) && s.chance(25)) {
            doc.with(spot.name(), null);
            return new Fault("MISSING_FIELD", at);
        }
        if (spot.value() instanceof Doc doc && !free && s.chance(50)) {
            doc.with("unknown", 1);
            return new Fault("UNKNOWN_FIELD", at + ".unknown");
        }
        if (!at.equals("type") && s.chance(50)) {
            Object other = s.pick(List.of(Doc.of(), List.of(), true, 7L, "text"));
            if (other.getClass() == spot.value().getClass()
                    || (other instanceof List && spot.value() instanceof List)) {
                return null;
            }
            spot.set(other);
            return new Fault("WRONG_TYPE", at);
        }
        Object bad = bad(s, spot);
        if (bad == null) {
            return null;
        }
        spot.set(bad);
        return new Fault("BAD_VALUE", at);
    }

    private static @Nullable Object bad(Scene s, Spot spot) {
        return switch (spot.value()) {
            case String text
            when !UNCHECKED.contains(spot.name())
                    && !ENTRY_NUMBER.matcher(spot.path()).matches() ->
                s.pick(List.of(
                        "",
                        text + "\u0000",
                        "\u0000",
                        text + "\uDBFF\uDFFF",
                        "\uDBFF\uDFFF",
                        " " + text,
                        "长".repeat(501)));
            case Long _
            when NEVER_NEGATIVE.contains(spot.name()) ->
                s.chance(50) && !spot.name().equals("line") ? 0L : -1L;
            case List<?> _ when NEVER_EMPTY.contains(spot.name()) -> List.of();
            default -> null;
        };
    }

    /** Spoils the command of a batch's entry, so that the batch can still be read. */
    static Fault entry(Scene s, Doc command) {
        if (s.chance(10)) {
            command.with("id", s.uuid());
            return new Fault("UNKNOWN_FIELD", "id");
        } else if (s.chance(10)) {
            command.with("type", null);
            return new Fault("MISSING_FIELD", "type");
        }
        return value(s, command);
    }

    /** Spoils a private opening. */
    static Fault opening(Scene s, Doc opening) {
        Fault fault = value(s, opening);
        return new Fault(fault.code(), "private.0." + fault.field());
    }
}
