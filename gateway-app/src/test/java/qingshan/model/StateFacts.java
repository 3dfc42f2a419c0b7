package qingshan.model;

import static java.util.stream.Collectors.joining;
import static qingshan.model.plain.Facts.say;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.model.plain.Doc;
import qingshan.model.plain.DocReader;
import qingshan.model.plain.Facts;

/** Reads the facts out of a ledger's state, as keys and values are written to it. */
final class StateFacts {
    private final TreeMap<String, String> facts = new TreeMap<>();
    private final Map<String, List<String>> byKey = new TreeMap<>();

    Map<String, String> all() {
        return facts;
    }

    /** A key was written, or deleted where the value is null. */
    void written(String key, @Nullable String json) {
        byKey.getOrDefault(key, List.of()).forEach(facts::remove);
        List<String> names = new ArrayList<>();
        if (json != null) {
            read(key.split("\u001f", -1), json, (name, value) -> {
                names.add(name);
                facts.put(name, value);
            });
        }
        byKey.put(key, names);
    }

    @FunctionalInterface
    private interface Found {
        void fact(String name, String value);
    }

    private static void read(String[] k, String json, Found found) {
        Doc v = DocReader.read(json);
        String rest = String.join("\t", List.of(k).subList(1, k.length));
        switch (k[0]) {
            case "party" ->
                found.fact(
                        name("party", rest),
                        say(
                                text(v, "kind"),
                                text(v, "village"),
                                text(v, "commitment"),
                                text(v, "basis"),
                                text(v, "mspId"),
                                v.list("cards")));
            case "card" -> card(k, v, found);
            case "market" ->
                found.fact(
                        name("market", rest),
                        say(text(v, "name"), text(v, "mspId"), v.list("scales"), v.list("retired")));
            case "plot" ->
                found.fact(
                        name("plot", rest),
                        say(
                                text(v, "party"),
                                v.number("area"),
                                text(v, "cultivar"),
                                text(v, "village"),
                                text(v, "basis"),
                                text(v, "mspId")));
            case "policy" ->
                found.fact(
                        name("policy", k[2], Long.toString(Long.parseLong(k[3]))),
                        say(text(v, "effectiveFrom"), text(v, "basis"), text(v, "mspId"), v.doc("document")));
            case "grant" ->
                found.fact(
                        name("grant", rest),
                        say(
                                v.list("plots"),
                                text(v, "basis"),
                                v.docs("approvals").size()));
            case "claim" -> found.fact(name("claim", rest), text(v, "card"));
            case "certificate" ->
                found.fact(
                        name("certificate", rest),
                        say(
                                text(v, "product"),
                                v.number("grams"),
                                v.number("used"),
                                text(v, "issuedOn"),
                                text(v, "origin"),
                                text(v, "promise"),
                                text(v, "basis")));
            case "product" ->
                found.fact(name("product", rest), say(v.doc("product"), text(v, "basis"), text(v, "mspId")));
            case "record" -> record(String.join("/", List.of(k).subList(1, k.length)), v, found);
            case "holding" -> holding(k, v, found);
            case "hold" -> {
                boolean freeze = k[2].equals("f");
                found.fact(freeze ? name("freeze", k[1], k[3]) : name("recall", k[1]), "");
            }
            case "consent" ->
                found.fact(
                        name("consent", rest),
                        say(text(v, "record"), text(v, "purpose"), text(v, "until"), text(v, "witness")));
            case "opening" -> found.fact(name("opening", rest), text(v, "record"));
            case "dispute" -> found.fact(name("dispute", rest), say(text(v, "record"), text(v, "outcome")));
            case "serials" -> serials(k, v, found);
            case "child" -> found.fact(name("child", rest), "" + v.number("grams"));
            case "inspection" -> found.fact(name("inspection", rest), text(v, "lot"));
            case "import" -> found.fact(name("run", rest), say(text(v, "market"), text(v, "season"), v.number("next")));
            case "batch" ->
                found.fact(
                        name("batch", rest),
                        v.docs("outcomes").stream()
                                .map(o -> o.text("code") + " " + o.text("by"))
                                .collect(joining(",")));
            case "command" -> found.fact(name("command", rest), say(text(v, "digest"), v.doc("answer")));
            case "price" -> found.fact(name("price", rest), json);
            default -> throw new AssertionError("a key that nobody knows: " + String.join("/", k));
        }
    }

    private static void card(String[] k, Doc v, Found found) {
        switch (k[2]) {
            case "r" -> {
                List<String> keys = v.docs("keys").stream()
                        .map(key -> key.doc("publicKey").text("algorithm") + ":"
                                + key.doc("publicKey").text("point")
                                + (key.has("revokedAt") ? ":revoked" : ""))
                        .toList();
                found.fact(
                        name("card", k[1]),
                        say(
                                text(v, "account"),
                                text(v, "party"),
                                text(v, "kind"),
                                text(v, "basis"),
                                text(v, "mspId"),
                                v.flag("signedOnly"),
                                lost(v),
                                keys));
            }
            case "s" ->
                found.fact(
                        name("entitlement", k[1], k[3]),
                        say(
                                v.number("granted"),
                                v.number("used"),
                                text(v, "basis"),
                                v.doc("policy").number("version")));
            default -> {
                String counter = "card/" + k[1] + "/" + Long.parseLong(k[3]) + "/" + Long.parseLong(k[4]);
                if (v.has("body")) {
                    record(counter, v, found);
                } else {
                    found.fact(name("counter", counter), v.text("record"));
                }
            }
        }
    }

    private static String lost(Doc card) {
        if (!card.has("lost")) {
            return "-";
        }
        Doc lost = card.doc("lost");
        return say(Instant.parse(lost.text("at")).toEpochMilli(), lost.text("replacedBy"));
    }

    private static void serials(String[] k, Doc v, Found found) {
        switch (k[2]) {
            case "s" ->
                found.fact(name("serials", k[1]), say(v.number("issued"), v.number("voided"), v.number("dispatched")));
            case "c" ->
                found.fact(
                        name("chunk", k[1], Long.toString(Long.parseLong(k[3]))),
                        say(v.number("count"), text(v, "root"), text(v, "record")));
            default -> {
                long last = Long.parseLong(k[3]);
                found.fact(
                        name("stretch", k[1], Long.toString(last)),
                        say(v.number("first"), last, text(v, "fate"), text(v, "record")));
            }
        }
    }

    private static void record(String name, Doc v, Found found) {
        List<String> taken = new ArrayList<>();
        for (Doc move : v.docs("taken")) {
            Doc receipt = move.doc("receipt");
            String place = Facts.place(
                    Instant.parse(receipt.text("at")).toEpochMilli(),
                    (int) receipt.number("rank"),
                    receipt.text("record"),
                    receipt.number("index"));
            taken.add(place + " " + Facts.held(move.text("lot"), move.number("grams"), move.text("witness")));
        }
        Doc lot = v.has("lot") ? v.doc("lot") : null;
        found.fact(
                name("record", name),
                say(
                        text(v, "kind"),
                        v.doc("body"),
                        v.has("accounts") ? v.list("accounts") : "-",
                        text(v, "digest"),
                        taken,
                        lot == null
                                ? null
                                : say(
                                        text(lot, "maker"),
                                        text(lot, "season"),
                                        text(lot, "product"),
                                        text(lot, "grade"),
                                        lot.number("grams")),
                        text(v, "certificate"),
                        v.has("policy") ? v.doc("policy").number("version") : 0,
                        text(v, "witness"),
                        text(v, "mspId"),
                        text(v, "reversedBy")));
    }

    private static void holding(String[] k, Doc v, Found found) {
        long at = Instant.parse(k[5]).toEpochMilli();
        for (Doc part : v.docs("parts")) {
            String place = Facts.place(at, Integer.parseInt(k[6]), k[7], part.number("index"));
            found.fact(
                    name("holding", k[1], k[2], k[3], k[4], place),
                    Facts.held(part.text("lot"), part.number("grams"), part.text("witness")));
        }
    }

    private static String name(String... parts) {
        return String.join("\t", parts);
    }

    private static String text(Doc v, String name) {
        return v.has(name) ? v.text(name) : "-";
    }
}
