package qingshan.proof.export;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Writes an export as a stream: {@link #block} for each block in order, then {@link #finish} once. */
public final class ExportWriter {
    private final MessageDigest digest = ExportFormat.sha256();
    private final DataOutputStream out;
    private long blocks;

    /** Starts an export on a buffered stream, which the caller closes. */
    public ExportWriter(OutputStream out, ExportHeader header) throws IOException {
        this.out = new DataOutputStream(new DigestOutputStream(out, digest));
        byte[] json = header.bytes();
        this.out.write(ExportFormat.MAGIC);
        this.out.writeInt(json.length);
        this.out.write(json);
    }

    /** Adds a block, as the ledger has it. */
    public void block(byte[] block) throws IOException {
        if (block.length == 0 || block.length > ExportFormat.BLOCK_BYTES_MAX) {
            throw new IllegalArgumentException("a block of " + block.length + " bytes cannot be exported");
        }
        out.writeByte(ExportFormat.BLOCK);
        out.writeInt(block.length);
        out.write(block);
        blocks++;
    }

    /** Adds the count and the digest of everything before it, and flushes. Without it an export counts as cut off. */
    public void finish() throws IOException {
        out.writeByte(ExportFormat.END);
        out.writeLong(blocks);
        byte[] sum = digest.digest();
        out.write(sum);
        out.flush();
    }
}
