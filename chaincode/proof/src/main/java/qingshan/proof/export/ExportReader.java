package qingshan.proof.export;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;
import qingshan.proof.offence.OffenceFound;

/**
 * Reads an export as a stream, a block at a time. Whatever is wrong with the file is an {@link OffenceFound} of
 * {@link Kind#EXPORT_DAMAGED}; an {@link IOException} means only that the file could not be read.
 */
public final class ExportReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final DataInputStream in;
    private final MessageDigest digest = ExportFormat.sha256();
    private final ExportHeader header;
    private long blocks;
    private long bytes;
    private boolean ended;

    /** Opens an export and reads its header. The reader closes the stream. */
    public ExportReader(InputStream stream) throws IOException {
        in = new DataInputStream(new BufferedInputStream(stream, BUFFER_BYTES));
        if (!Arrays.equals(read(ExportFormat.MAGIC.length), ExportFormat.MAGIC)) {
            throw damaged("the file does not begin as an export does");
        }
        int length = length(ExportHeader.BYTES_MAX, "header");
        try {
            header = ExportHeader.read(read(length));
        } catch (IllegalArgumentException e) {
            throw damaged("the header cannot be read");
        }
    }

    /** What the export says of itself. It is worth no more than block 0 confirms. */
    public ExportHeader header() {
        return header;
    }

    /** Bytes read so far. */
    public long bytesRead() {
        return bytes;
    }

    /** The next block, or null when all were read, the count and the digest are right and nothing follows. */
    public byte @Nullable [] next() throws IOException {
        if (ended) {
            return null;
        }
        int tag = read(1)[0];
        if (tag == ExportFormat.BLOCK) {
            byte[] block = read(length(ExportFormat.BLOCK_BYTES_MAX, "block"));
            blocks++;
            return block;
        }
        if (tag != ExportFormat.END) {
            throw damaged("neither a block nor the end");
        }
        end();
        return null;
    }

    private void end() throws IOException {
        byte[] count = read(Long.BYTES);
        byte[] expected = digest.digest();
        byte[] sum = read(expected.length);
        if (!MessageDigest.isEqual(sum, expected)) {
            throw damaged("the digest at the end is not that of the file");
        }
        if (ByteBuffer.wrap(count).getLong() != blocks) {
            throw damaged("the count at the end is not that of the blocks");
        }
        if (in.read() >= 0) {
            throw damaged("something follows the end");
        }
        ended = true;
    }

    private int length(int max, String what) throws IOException {
        int length = ByteBuffer.wrap(read(Integer.BYTES)).getInt();
        if (length <= 0 || length > max) {
            throw damaged("the length of a " + what + " is out of bounds");
        }
        return length;
    }

    private byte[] read(int length) throws IOException {
        byte[] read = in.readNBytes(length);
        bytes += read.length;
        digest.update(read);
        if (read.length < length) {
            throw damaged("the file is cut off");
        }
        return read;
    }

    private OffenceFound damaged(String what) {
        return new OffenceFound(Offence.ofExport(Kind.EXPORT_DAMAGED, what + ", at byte " + bytes));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
