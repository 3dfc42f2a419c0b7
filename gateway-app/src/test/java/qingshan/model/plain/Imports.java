package qingshan.model.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Thinks up imports: runs and batches with entries of every kind, good and bad. */
final class Imports {
    private final Scene s;
    private final Trading trading;
    private final Packing packing;
    private final Keys keys;
    private final Origin origin;
    private final Saying saying;
    private final Labelling labelling;
    private final List<String> numbers = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();

    Imports(Scene s) {
        this.s = s;
        trading = new Trading(s);
        packing = new Packing(s);
        keys = new Keys(s);
        origin = new Origin(s);
        saying = new Saying(s);
        labelling = new Labelling(s);
    }

    private static List<Doc> files(Scene s, String name) {
        return List.of(
                Doc.of().with("name", "season.json").with("sha256", Crypto.digest(s.cast.seed + "season")),
                Doc.of().with("name", "slips.csv").with("sha256", Crypto.digest(s.cast.seed + name)));
    }

    static String runId(Scene s, String name) {
        StringBuilder digests = new StringBuilder();
        files(s, name).forEach(file -> digests.append(file.text("sha256")).append('\n'));
        return Crypto.digest(digests.toString());
    }

    static Doc run(Scene s, String name) {
        return Doc.of()
                .with("occurredAt", Scene.time(s.now))
                .with("run", runId(s, name))
                .with("market", s.cast.market)
                .with("season", s.cast.season)
                .with("files", files(s, name));
    }

    static Doc batch(Scene s, String run, long index, List<Doc> entries) {
        return Doc.of()
                .with("occurredAt", Scene.time(s.now))
                .with("batch", Crypto.digest(run + "/" + index))
                .with("run", run)
                .with("index", index)
                .with("entries", entries);
    }

    /** Where a row of this kind stands in an export. */
    static String table(String type) {
        return switch (type) {
            case "RecordSlip" -> "slips";
            case "RecordProcessing" -> "processing";
            case "RecordPacking" -> "packing";
            case "PublishPolicy" -> "policies";
            case "RegisterScale" -> "scales";
            case "RegisterParty" -> "parties";
            case "IssueCard" -> "cards";
            case "RegisterPlot" -> "plots";
            case "AdoptEntitlement" -> "entitlements";
            case "IssueCertificate" -> "certificates";
            case "RegisterProduct" -> "products";
            default -> "others";
        };
    }

    Sent open() {
        Doc body = run(s, "run " + s.dice(4));
        switch (s.dice(12)) {
            case 0 -> body.with("run", Crypto.digest("x"));
            case 1 -> body.with("market", s.nowhere());
            case 2 -> body.with("market", s.cast.foreignMarket);
            case 3 -> body.with("season", "another");
            default -> body.with("occurredAt", Scene.time(s.when(Who.IMPORTER)));
        }
        return s.send(Who.IMPORTER, "OpenRun", body);
    }

    Sent batch() {
        if (!sent.isEmpty() && s.chance(10)) {
            return again(s.pick(sent));
        }
        List<String> runs = new ArrayList<>(s.w.runs.rows.keySet());
        String run = runs.isEmpty() || s.chance(4) ? Crypto.digest("run " + s.dice(9)) : s.pick(runs);
        World.Run known = s.w.runs.get(run);
        long index = known == null ? 0 : s.chance(95) ? known.next() : known.next() + s.dice(3) - 1;
        List<Doc> entries = new ArrayList<>();
        Doc secret = Doc.of();
        Map<Integer, Sent.Fault> faults = new TreeMap<>();
        int size = s.chance(2) ? 30 : 1 + s.dice(8);
        Sent batch = s.send(Who.IMPORTER, "RecordBatch", batch(s, run, index, entries));
        while (entries.size() < size) {
            // what an entry may say depends on what the model thinks of those before it
            int mark = s.w.mark();
            if (!entries.isEmpty()) {
                Model.decide(s.w, batch);
            }
            entry(entries, secret, faults);
            s.w.rollback(mark);
            Doc body = batch(s, run, index, List.copyOf(entries));
            batch = new Sent(Who.IMPORTER, "RecordBatch", body, body.json(), secret, null, faults, s.now);
        }
        sent.add(batch);
        if (s.chance(2)) {
            Doc body = batch.body().copy().with("batch", Crypto.digest("x"));
            return batch.saying(body);
        }
        return s.chance(1) ? tooMany(batch) : batch;
    }

    private Sent tooMany(Sent batch) {
        List<Doc> entries = new ArrayList<>();
        Doc one = Doc.of().with("table", "slips").with("line", 1).with("number", "");
        one.with("refused", Doc.of().with("code", "BAD_NUMBER").with("detail", Doc.of()));
        while (entries.size() < 201) {
            entries.add(one);
        }
        Doc body = batch.body().copy().with("entries", entries);
        return s.send(Who.IMPORTER, "RecordBatch", body).spoilt(body.json(), "BAD_VALUE", "entries");
    }

    private Sent again(Sent batch) {
        Doc body = batch.body().copy().with("occurredAt", Scene.time(s.now));
        if (s.chance(30)) {
            List<Doc> entries = new ArrayList<>(body.docs("entries"));
            Doc last = entries.removeLast().copy();
            entries.add(last.with("line", last.number("line") + 1));
            body.with("entries", entries);
        }
        return batch.saying(body).at(s.now);
    }

    private void entry(List<Doc> entries, Doc secret, Map<Integer, Sent.Fault> faults) {
        int index = entries.size();
        String number = s.chance(6) ? s.pickOr(numbers) : null;
        if (number == null) {
            number = "№ " + numbers.size() + "/" + s.dice(3);
            numbers.add(number);
        }
        Doc entry = Doc.of().with("line", index + 2).with("number", number);
        if (s.chance(8)) {
            Doc detail = Doc.of().with("field", "kg").with("value", "12,5");
            String code = s.pick(List.of("DUPLICATE", "CONFLICTING_DUPLICATE", "BAD_NUMBER", "BAD_TIME", "SELF_TRADE"));
            entries.add(entry.with("table", "slips")
                    .with("number", s.chance(50) ? "" : number)
                    .with("refused", Doc.of().with("code", code).with("detail", detail)));
            return;
        }
        Sent said = command(number);
        Doc command = said.body().copy().with("id", null).with("type", said.type());
        if (said.secret().has("0")) {
            secret.with(Integer.toString(index), said.secret().doc("0"));
        } else if (s.chance(1)) {
            secret.with(
                    Integer.toString(index),
                    Doc.of().with("amountFen", 1).with("priceFenPerKg", 1).with("salt", s.nowhere()));
        }
        entry.with("table", s.chance(97) ? table(said.type()) : s.pick(List.of("slips", "packing", "others")));
        if (s.chance(50)) {
            entry.with("occurredAt", Scene.time(s.now));
        }
        if (s.chance(3)) {
            entry.with("number", s.pick(List.of("", " 7", "7\u0000", "7\uDBFF\uDFFF", "7".repeat(65))));
        }
        if (s.chance(4)) {
            faults.put(index, Malformed.entry(s, command));
        }
        entries.add(entry.with("command", command));
    }

    private Sent command(String number) {
        Who who = Who.IMPORTER;
        int what = s.dice(20);
        if (what < 8) {
            return trading.slip(who, number, s.chance(80));
        }
        return switch (what) {
            case 8, 9, 10 -> packing.process(who, number, s.chance(90));
            case 11, 12 -> packing.pack(who, number, s.chance(90));
            case 13 -> origin.certificate().by(who);
            case 14 ->
                s.chance(50) ? packing.product().by(who) : packing.blend().by(who);
            case 15 -> origin.adopt();
            case 16 -> origin.plot().by(who);
            case 17 -> keys.party().by(who);
            case 18 -> s.chance(50) ? keys.scale().by(who) : origin.publish().by(who);
            default ->
                (switch (s.dice(6)) {
                            case 0 -> trading.reverse();
                            case 1 -> trading.loss();
                            case 2 -> saying.any();
                            case 3 -> labelling.any();
                            default -> keys.issueCard();
                        })
                        .by(who);
        };
    }
}
