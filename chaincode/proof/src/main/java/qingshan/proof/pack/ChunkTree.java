package qingshan.proof.pack;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.Hashes;
import qingshan.rules.value.Digest;

/**
 * The RFC 6962 tree over a chunk's serials: its root stands on the ledger, and a path leads there from one serial without
 * telling any other.
 */
public final class ChunkTree {
    private static final ByteString LEAF = ByteString.copyFrom(new byte[] {0});
    private static final ByteString NODE = ByteString.copyFrom(new byte[] {1});

    /** From the leaves up to the root alone; what has no partner on a level goes up as it is. */
    private final List<List<ByteString>> levels = new ArrayList<>();

    private ChunkTree(List<ByteString> leaves) {
        List<ByteString> level = leaves;
        levels.add(level);
        while (level.size() > 1) {
            List<ByteString> above = new ArrayList<>((level.size() + 1) / 2);
            for (int i = 0; i < level.size(); i += 2) {
                above.add(i + 1 == level.size() ? level.get(i) : node(level.get(i), level.get(i + 1)));
            }
            level = above;
            levels.add(level);
        }
    }

    /**
     * The tree of a chunk.
     *
     * @param serials in order, at least one; each is a leaf of its UTF-8 bytes
     */
    public static ChunkTree of(List<String> serials) {
        if (serials.isEmpty()) {
            throw new IllegalArgumentException("a chunk has at least one serial");
        }
        return new ChunkTree(serials.stream().map(ChunkTree::leaf).toList());
    }

    /** The root, which the ledger keeps. */
    public Digest root() {
        return digest(levels.getLast().getFirst());
    }

    /**
     * The audit path of one serial: the hashes beside its way to the root, from the leaf up.
     *
     * @param position in the chunk, from 0
     */
    public List<Digest> path(int position) {
        if (position < 0 || position >= levels.getFirst().size()) {
            throw new IllegalArgumentException("the chunk has no serial " + position);
        }
        List<Digest> path = new ArrayList<>();
        int at = position;
        for (List<ByteString> level : levels) {
            int beside = at ^ 1;
            if (beside < level.size()) {
                path.add(digest(level.get(beside)));
            }
            at >>= 1;
        }
        return path;
    }

    /**
     * The root to which a path leads.
     *
     * @param position of the serial in the chunk, from 0
     * @param count serials of the chunk
     * @return null where no serial of such a chunk has this position or a path of this length
     */
    public static @Nullable Digest root(String serial, long position, long count, List<Digest> path) {
        if (position < 0 || position >= count) {
            return null;
        }
        ByteString hash = leaf(serial);
        int next = 0;
        long at = position;
        for (long last = count - 1; last > 0; last >>= 1) {
            if (at != last || (at & 1) != 0) {
                if (next == path.size()) {
                    return null;
                }
                ByteString beside = bytes(path.get(next++));
                hash = (at & 1) == 0 ? node(hash, beside) : node(beside, hash);
            }
            at >>= 1;
        }
        return next == path.size() ? digest(hash) : null;
    }

    private static ByteString leaf(String serial) {
        return Hashes.sha256(LEAF, ByteString.copyFromUtf8(serial));
    }

    private static ByteString node(ByteString left, ByteString right) {
        return Hashes.sha256(NODE, left, right);
    }

    private static Digest digest(ByteString hash) {
        return new Digest(Hashes.hex(hash));
    }

    private static ByteString bytes(Digest digest) {
        return ByteString.fromHex(digest.value());
    }
}
