package qingshan.gateway.fault.fabric;

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
        int unknown) {
    boolean committed() {
        return code == null;
    }

    /** What makes it one command, however often it was sent. */
    String command() {
        return function + " " + json;
    }
}
