package qingshan.model.plain;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A command as it is sent.
 *
 * @param who submits it
 * @param type the transaction
 * @param body what it says, where it can be read
 * @param json the text that goes out, which may say the same in another order, or be spoilt
 * @param secret the private input by entry, each a JSON object or spoilt
 * @param fault what is wrong with its shape, or null
 * @param entryFaults what is wrong with the shape of a batch's entries, by index
 * @param at when it is sent, ms
 */
public record Sent(
        Who who,
        String type,
        Doc body,
        String json,
        Doc secret,
        @Nullable Fault fault,
        Map<Integer, Fault> entryFaults,
        long at) {

    /** What must be answered to a spoilt shape: the code, and the member at fault. */
    public record Fault(String code, String field) {}

    static Sent of(Who who, String type, Doc body, long at) {
        return new Sent(who, type, body, body.json(), Doc.of(), null, new TreeMap<>(), at);
    }

    Sent by(Who other) {
        return new Sent(other, type, body, json, secret, fault, entryFaults, at);
    }

    Sent at(long when) {
        return new Sent(who, type, body, json, secret, fault, entryFaults, when);
    }

    Sent saying(Doc other) {
        return new Sent(who, type, other, other.json(), secret, fault, entryFaults, at);
    }

    Sent written(String text) {
        return new Sent(who, type, body, text, secret, fault, entryFaults, at);
    }

    Sent spoilt(String text, String code, String field) {
        return new Sent(who, type, body, text, secret, new Fault(code, field), entryFaults, at);
    }

    Sent with(Doc otherSecret) {
        return new Sent(who, type, body, json, otherSecret, fault, entryFaults, at);
    }

    /** The contract that has the transaction. */
    public String contract() {
        return switch (type) {
            case "RegisterParty",
                    "RegisterMarket",
                    "RegisterScale",
                    "RetireScale",
                    "AddKey",
                    "RotateKey",
                    "RevokeKey",
                    "GrantConsent",
                    "WithdrawConsent" -> "party";
            case "PublishPolicy" -> "policy";
            case "RegisterProduct",
                    "RecordProcessing",
                    "RecordBlending",
                    "RecordPacking",
                    "IssueSerials",
                    "VoidSerials",
                    "DispatchPacks" -> "pack";
            case "IssueCard",
                    "ReissueCard",
                    "SetSignedOnly",
                    "RecordSlip",
                    "RecordLoss",
                    "ReverseSlip",
                    "DisputeSlip",
                    "SettleDispute",
                    "OpenRun",
                    "RecordBatch" -> "card";
            default -> "origin";
        };
    }

    @Override
    public String toString() {
        return who + " " + type + " " + json + (secret.members().isEmpty() ? "" : " private " + secret);
    }
}
