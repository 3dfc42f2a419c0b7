package qingshan.gateway.staff;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.contracts.Transactions;
import qingshan.gateway.embedded.Catalogue;
import qingshan.gateway.keeper.Keeper;
import qingshan.gateway.ledger.Answer;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.ledger.Position;
import qingshan.gateway.ledger.Query;
import qingshan.gateway.web.Problem;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.Opening;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;

/**
 * Sends what staff decide to the ledger, each as themselves, and waits until pages show it. A refusal of the contracts comes
 * back as a {@link WebRefusal} with the rules' own code.
 */
@Singleton
public final class Desk {
    /** Pages that are later than this show it a moment after; it is on the ledger all the same. */
    private static final Duration SHOWN_MAX = Duration.ofSeconds(3);

    private final Keeper keeper;
    private final MeterRegistry meters;

    /** Over the gateway's ledger. */
    Desk(Keeper keeper, MeterRegistry meters) {
        this.keeper = keeper;
        this.meters = meters;
    }

    /**
     * What is on the ledger now.
     *
     * @param txId of the transaction
     * @param block that holds it
     * @param result of the contract
     */
    public record Done(String txId, long block, JsonObject result) {}

    /**
     * Submits a command of the rules.
     *
     * @param opening the private part of a slip, or null
     * @throws WebRefusal if the contract refuses, or nobody can say yet whether it is on the ledger (code
     *     {@code UNKNOWN_OUTCOME}: send the same once more)
     */
    public Done submit(Staff staff, qingshan.rules.Command command, @Nullable Opening opening) {
        TreeMap<String, Json> members = new TreeMap<>(
                Records.write(command, qingshan.rules.Command.class).members());
        members.remove("type"); // the transaction says it
        JsonObject openings =
                opening == null ? JsonObject.EMPTY : JsonObject.of("0", Records.write(opening, Opening.class));
        return submit(
                staff, command.getClass().getSimpleName(), CanonicalJson.write(new JsonObject(members)), openings);
    }

    /** Submits a command as JSON. */
    public Done submit(Staff staff, String type, String json, JsonObject openings) {
        Map<String, byte[]> secret =
                openings.members().isEmpty() ? Map.of() : Map.of(Transactions.PRIVATE, CanonicalJson.bytes(openings));
        Command command = new Command(staff.actor(), Catalogue.contract(type), type, json, secret);
        Outcome outcome = keeper.submit(command);
        meters.counter("qingshan.commands", "type", type, "outcome", word(outcome))
                .increment();
        return switch (outcome) {
            case Outcome.Committed(String txId, long block, String result) -> {
                keeper.rows().await(new Position(block), SHOWN_MAX);
                yield new Done(txId, block, JsonParser.object(result));
            }
            case Outcome.Rejected(String code, String detail, @Nullable String _) -> throw refused(code, detail);
            case Outcome.Unknown(String txId, String _) ->
                throw WebRefusal.of(HttpStatus.SERVICE_UNAVAILABLE, "UNKNOWN_OUTCOME", JsonObject.of("txId", txId));
        };
    }

    /** Asks a contract. */
    public JsonObject read(Staff staff, String transaction, JsonObject argument) {
        Query query =
                new Query(staff.actor(), Catalogue.contract(transaction), transaction, CanonicalJson.write(argument));
        return switch (keeper.read(query)) {
            case Answer.Found(String json) -> JsonParser.object(json);
            case Answer.Refused(String code, String detail) -> throw refused(code, detail);
        };
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed _ -> "COMMITTED";
            case Outcome.Rejected rejected -> rejected.code();
            case Outcome.Unknown _ -> "UNKNOWN_OUTCOME";
        };
    }

    private static WebRefusal refused(String code, String detail) {
        return WebRefusal.of(Problem.status(code), code, JsonParser.object(detail));
    }
}
