package qingshan.gateway.label;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import qingshan.rules.value.Digest;

/** The root of the tree over a chunk's serials (RFC 6962, 2.1), which the ledger keeps in their place. */
public final class ChunkRoot {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private ChunkRoot() {}

    /**
     * The root over serials in UTF-8, in order.
     *
     * @param serials at least one
     */
    public static Digest of(List<Serial> serials) {
        return ofLeaves(serials.stream()
                .map(serial -> serial.value().getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    static Digest ofLeaves(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException("a chunk has at least one serial");
        }
        try {
            return new Digest(HexFormat.of().formatHex(root(MessageDigest.getInstance("SHA-256"), leaves)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] root(MessageDigest sha, List<byte[]> leaves) {
        int n = leaves.size();
        if (n == 1) {
            sha.update(LEAF);
            return sha.digest(leaves.getFirst());
        }
        int left = Integer.highestOneBit(n - 1); // the largest power of two below n
        byte[] one = root(sha, leaves.subList(0, left));
        byte[] other = root(sha, leaves.subList(left, n));
        sha.update(NODE);
        sha.update(one);
        return sha.digest(other);
    }
}
