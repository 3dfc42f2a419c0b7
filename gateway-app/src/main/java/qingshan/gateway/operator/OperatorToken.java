package qingshan.gateway.operator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.CountDownLatch;

/**
 * What proves that a command is the operator's, and how it ends the gateway.
 *
 * @param token as in the {@link RunningFile}
 * @param stop counted down when the gateway is to end
 */
public record OperatorToken(String token, CountDownLatch stop) {
    /** The role that it gives. */
    public static final String ROLE = "operator";

    /** Whether it is this one; takes as long whether or not. */
    public boolean is(String said) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.US_ASCII), said.getBytes(StandardCharsets.UTF_8));
    }
}
