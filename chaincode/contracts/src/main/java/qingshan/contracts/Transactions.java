package qingshan.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.contract.ClientIdentity;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.shim.ChaincodeException;
import org.hyperledger.fabric.shim.ChaincodeStub;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.Command;
import qingshan.rules.Decision;
import qingshan.rules.Decisions;
import qingshan.rules.Events;
import qingshan.rules.Refusal;
import qingshan.rules.Submitter;
import qingshan.rules.authority.Authorization;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.value.LedgerTime;

/** What every transaction does around its rules: parse strictly, decide, answer, tell what happened. */
public final class Transactions {
    /** The one transient entry: the openings of prices and amounts. */
    public static final String PRIVATE = "private";

    private Transactions() {}

    /**
     * Runs a command.
     *
     * @param type which command
     * @param json the command
     * @return the answer, canonical JSON
     * @throws ChaincodeException whose message is the refusal, canonical {@code {"code":…,"detail":{…}}}
     */
    public static String submit(Context context, Class<? extends Command> type, String json) {
        ChaincodeStub stub = context.getStub();
        try {
            Decision decision = Decisions.decide(
                    new StubState(stub),
                    type.getSimpleName(),
                    JsonParser.object(json),
                    submitter(context),
                    LedgerTime.ofEpochMilli(stub.getTxTimestamp().toEpochMilli()),
                    openings(stub));
            if (!decision.events().isEmpty()) {
                stub.setEvent(Events.NAME, Events.write(decision.events()));
            }
            return CanonicalJson.write(decision.answer());
        } catch (Refusal no) {
            throw new ChaincodeException(no.getMessage());
        }
    }

    private static JsonObject openings(ChaincodeStub stub) {
        Map<String, byte[]> secret = stub.getTransient();
        if (secret.isEmpty()) {
            return JsonObject.EMPTY;
        }
        byte[] openings = secret.get(PRIVATE);
        if (openings == null || secret.size() > 1) {
            throw Refusal.ofField(Code.UNKNOWN_FIELD, "transient", "the only private input is \"private\"");
        }
        if (openings.length > Bounds.PRIVATE_BYTES_MAX) {
            throw Refusal.ofField(Code.TOO_LARGE, "private", "more than " + Bounds.PRIVATE_BYTES_MAX + " bytes");
        }
        try {
            // strictly: a decoder left to itself replaces what is no UTF-8, and the ledger would judge other bytes
            return JsonParser.object(
                    UTF_8.newDecoder().decode(ByteBuffer.wrap(openings)).toString());
        } catch (CharacterCodingException e) {
            throw Refusal.ofField(Code.MALFORMED_JSON, PRIVATE, "is no UTF-8");
        }
    }

    private static Submitter submitter(Context context) {
        ClientIdentity identity = context.getClientIdentity();
        List<String> attributes = new ArrayList<>();
        String role = identity.getAttributeValue("role");
        if (role != null) {
            attributes.add(role);
        }
        for (String attribute : Authorization.FLAGS) {
            if (identity.assertAttributeValue(attribute, "true")) {
                attributes.add(attribute);
            }
        }
        return new Submitter(identity.getMSPID(), attributes);
    }
}
