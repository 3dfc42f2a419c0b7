package qingshan.gateway.fault.fabric;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client was told of a command in the end, as its journal has it.
 *
 * @param client who sent it
 * @param function {@code contract:Transaction}
 * @param json the command
 * @param code null if it was committed; else why it was rejected
 * @param txId of the transaction that it was told of, or null
 * @param block that holds it; -1 if there is none
 * @param result the contract's answer; empty if it was rejected
 * @param sentMillis since 1970, when it was sent for the first time
 * @param answeredMillis since 1970
 * @param unknown how often it was told that nobody knows
 * @param denied the tries of which it was told that they wrote nothing, before it sent the command again
 */
record Said(
        int client,
        String function,
        String json,
        @Nullable String code,
        @Nullable String txId,
        long block,
        String result,
        long sentMillis,
        long answeredMillis,
        int unknown,
        List<Try> denied) {
    /**
     * From sending to answer, both ends included; a transaction that was made within it is this try's, for a client sends
     * one command at a time.
     *
     * @param sentMillis since 1970
     * @param answeredMillis since 1970
     */
    record Try(long sentMillis, long answeredMillis) {
        boolean made(Chain.Entry entry) {
            return entry.madeMillis() >= sentMillis && entry.madeMillis() <= answeredMillis;
        }
    }

    boolean committed() {
        return code == null;
    }

    /** What makes it one command, however often it was sent. */
    String command() {
        return function + " " + json;
    }
}
