package qingshan.gateway.season.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.ledger.Actor;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Query;
import qingshan.gateway.season.SeasonException;
import qingshan.gateway.season.SeasonFault;
import qingshan.gateway.season.SeasonFiles;
import qingshan.rules.Opening;
import qingshan.rules.batch.BatchRules;
import qingshan.rules.batch.ImportRun;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;

/** What an import asks of a ledger and tells it. */
final class LedgerCalls {
    /** What the county calls its leaf market; with the organization's secret it makes the market's id. */
    static final String MARKET = "茶青市场";

    private static final String CONTRACT = "card";
    private static final int SENDINGS_MAX = 3;

    private final Ledger ledger;
    private final Actors actors;
    private final InstantSource clock;

    LedgerCalls(Ledger ledger, Actors actors, InstantSource clock) {
        this.ledger = ledger;
        this.actors = actors;
        this.clock = clock;
    }

    /** Registers the market if nobody has. */
    void needMarket(Id market) {
        if (read("party", "ReadMarket", JsonObject.of("market", market.value())) != null) {
            return;
        }
        String hex = market.value();
        String uuid = String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
        JsonObject command = JsonObject.of("id", uuid)
                .with("occurredAt", now())
                .with("market", hex)
                .with("name", MARKET)
                .with("mspId", actors.importer().mspId());
        sendOnce(actors.registrar(), "party", "RegisterMarket", command);
    }

    /** The version that the next edition of the season's policy has. */
    int nextPolicyVersion(String season) {
        JsonObject editions =
                read("policy", "ReadPolicies", JsonObject.of("kind", "season").with("name", season));
        if (editions == null || !(editions.get("values") instanceof JsonArray values)) {
            return 1;
        }
        return values.elements().size() + 1;
    }

    /** Begins a run or takes it up again: the index of the batch that comes next. */
    int open(SeasonFiles files, Id market) {
        JsonArray list = new JsonArray(files.digests().stream()
                .map(file -> (Json) Records.write(file, ImportRun.File.class))
                .toList());
        JsonObject command = JsonObject.of("run", files.runId().value())
                .with("occurredAt", now())
                .with("market", market.value())
                .with("season", files.settings().season())
                .with("files", list);
        JsonObject answer = sendOnce(actors.importer(), CONTRACT, "OpenRun", command);
        return number(answer, "next");
    }

    /** The index of a run's next batch, or 0 if the ledger does not know the run. */
    int next(Digest run) {
        JsonObject found = read(CONTRACT, "ReadRun", JsonObject.of("run", run.value()));
        return found == null ? 0 : number(found, "next");
    }

    /** What the ledger made of a batch. */
    List<qingshan.rules.batch.Outcome> outcomes(Digest run, int index) {
        Digest batch = ImportRun.batch(run, index);
        JsonObject found = read(CONTRACT, "ReadBatch", JsonObject.of("batch", batch.value()));
        if (found == null) {
            throw new IllegalStateException("the ledger said it had batch " + index + " of run " + run);
        }
        return Records.read(found, BatchRules.Recorded.class).outcomes();
    }

    /** A batch as it is sent. */
    Command batch(Digest run, int index, List<Entry> entries) {
        SortedMap<String, Json> openings = new TreeMap<>();
        for (int i = 0; i < entries.size(); i++) {
            Opening opening = entries.get(i).opening();
            if (opening != null) {
                openings.put(Integer.toString(i), Records.write(opening, Opening.class));
            }
        }
        JsonObject command = JsonObject.of("batch", ImportRun.batch(run, index).value())
                .with("run", run.value())
                .with("index", index)
                .with(
                        "entries",
                        new JsonArray(entries.stream().map(e -> (Json) e.json()).toList()))
                .with("occurredAt", now());
        Map<String, byte[]> secret =
                openings.isEmpty() ? Map.of() : Map.of("private", CanonicalJson.bytes(new JsonObject(openings)));
        return new Command(actors.importer(), CONTRACT, "RecordBatch", CanonicalJson.write(command), secret);
    }

    /** Sends a batch until the ledger is known to have it. */
    void send(Digest run, int index, Command batch) {
        for (int sendings = 0; sendings < SENDINGS_MAX; sendings++) {
            switch (ledger.submit(batch)) {
                case Outcome.Committed _ -> {
                    return;
                }
                case Outcome.Rejected no -> throw refused("RecordBatch " + index, no);
                case Outcome.Unknown _ -> {
                    // if not, the same batch again: whichever of the two arrives second changes nothing
                    if (next(run) > index) {
                        return;
                    }
                }
            }
        }
        throw SeasonException.at(SeasonFault.IMPORT_LEDGER_UNSURE);
    }

    private JsonObject sendOnce(Actor actor, String contract, String transaction, JsonObject command) {
        Command sent = new Command(actor, contract, transaction, CanonicalJson.write(command), Map.of());
        return switch (ledger.submit(sent)) {
            case Outcome.Committed done -> JsonParser.object(done.json());
            case Outcome.Rejected no -> throw refused(transaction, no);
            case Outcome.Unknown _ -> throw SeasonException.at(SeasonFault.IMPORT_LEDGER_UNSURE);
        };
    }

    private static SeasonException refused(String what, Outcome.Rejected no) {
        return SeasonException.at(SeasonFault.IMPORT_LEDGER_REFUSED, what, no.code(), no.detail());
    }

    private @Nullable JsonObject read(String contract, String transaction, JsonObject query) {
        return switch (ledger.read(new Query(actors.importer(), contract, transaction, CanonicalJson.write(query)))) {
            case Answer.Found found -> JsonParser.stored(found.json().getBytes(UTF_8));
            case Answer.Refused _ -> null;
        };
    }

    private String now() {
        return LedgerTime.ofEpochMilli(clock.millis()).value();
    }

    private static int number(JsonObject object, String name) {
        if (object.get(name) instanceof JsonInteger n) {
            return Math.toIntExact(n.value());
        }
        throw new IllegalStateException("no number " + name + " in " + CanonicalJson.write(object));
    }
}
