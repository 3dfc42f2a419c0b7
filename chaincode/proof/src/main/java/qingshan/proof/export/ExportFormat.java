package qingshan.proof.export;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The parts of the format that writer and reader share; {@code docs/reference/export.md} describes it. */
final class ExportFormat {
    static final byte[] MAGIC = "qingshan-export 1\n".getBytes(StandardCharsets.US_ASCII);
    static final int BLOCK = 'B';
    static final int END = 'E';
    /** No block may be longer: Fabric's own messages end at 100 MiB. */
    static final int BLOCK_BYTES_MAX = 100 * 1024 * 1024;

    private ExportFormat() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
