package qingshan.gateway.bench;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.contracts.Transactions;
import qingshan.gateway.ledger.Command;
import qingshan.gateway.ledger.Ledger;
import qingshan.gateway.ledger.Outcome;
import qingshan.rules.Opening;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.card.CardCommand;
import qingshan.rules.consent.ConsentCommand;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.policy.PolicyCommand;

/** Sends commands of the rules to a ledger, where every one must be taken. */
final class Sender {
    private final Ledger ledger;

    Sender(Ledger ledger) {
        this.ledger = ledger;
    }

    JsonObject send(Staff by, qingshan.rules.Command command) {
        return send(submission(by, command, JsonObject.EMPTY));
    }

    /** Sends what was made ready before. */
    JsonObject send(Command submission) {
        Outcome outcome = ledger.submit(submission);
        if (outcome instanceof Outcome.Committed committed) {
            return JsonParser.object(committed.json());
        }
        throw new IllegalStateException(submission.transaction() + " of a benchmark was not taken: " + outcome);
    }

    /** The private input of a single command. */
    static JsonObject single(@Nullable Opening opening) {
        return opening == null ? JsonObject.EMPTY : JsonObject.of("0", Records.write(opening, Opening.class));
    }

    /** A command as a ledger takes it. */
    static Command submission(Staff by, qingshan.rules.Command command, JsonObject openings) {
        Map<String, byte[]> secret =
                openings.members().isEmpty() ? Map.of() : Map.of(Transactions.PRIVATE, CanonicalJson.bytes(openings));
        TreeMap<String, Json> members = new TreeMap<>(
                Records.write(command, qingshan.rules.Command.class).members());
        members.remove("type"); // the transaction says it
        return new Command(
                by.actor(),
                contract(command),
                command.getClass().getSimpleName(),
                CanonicalJson.write(new JsonObject(members)),
                secret);
    }

    private static String contract(qingshan.rules.Command command) {
        return switch (command) {
            case PartyCommand _, ConsentCommand _ -> "party";
            case PolicyCommand _ -> "policy";
            case OriginCommand _ -> "origin";
            case CardCommand _ -> "card";
            case BatchCommand _ -> "card";
            case PackCommand _ -> "pack";
        };
    }
}
