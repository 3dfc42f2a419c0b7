package qingshan.proof.invariant;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.proof.compact.Sorted;
import qingshan.rules.lot.Holding;
import qingshan.rules.lot.Shelf;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Grams;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Witness;

/** What is left of each receipt, shelf by shelf, from the oldest on. */
final class Receipts {
    private static final int PART_BYTES = Integer.BYTES + 1 + Long.BYTES + Short.BYTES;
    private static final List<Witness> WITNESSES = List.of(Witness.values());

    /** By the ledger's own keys. */
    private final Sorted receipts = new Sorted();

    /** What lies under a receipt's key, or null if nothing does; the list is the caller's. */
    @Nullable
    List<Holding.Part> get(Shelf shelf, String receipt) {
        String key = key(shelf, receipt);
        byte[] kept = receipts.get(key);
        return kept == null ? null : parts(key, kept);
    }

    /** Sets what lies under a receipt's key; with no part left there is no such key. */
    void put(Shelf shelf, String receipt, List<Holding.Part> parts) {
        String key = key(shelf, receipt);
        if (parts.isEmpty()) {
            receipts.remove(key);
        } else {
            receipts.put(key, bytes(key, parts));
        }
    }

    /** A shelf's receipts from the oldest on; nothing is changed meanwhile. */
    Oldest oldest(Shelf shelf) {
        return new Oldest(Keys.holdings(shelf.card(), shelf.season(), shelf.product(), shelf.grade()));
    }

    static String key(Shelf shelf, String receipt) {
        return Keys.holding(shelf.card(), shelf.season(), shelf.product(), shelf.grade(), receipt);
    }

    /** Of each part its index, witness, grams and lot; most are of the lot that the receipt's own record made. */
    private static byte[] bytes(String key, List<Holding.Part> parts) {
        String record = record(key);
        List<byte[]> lots = new ArrayList<>(parts.size());
        int size = 0;
        for (Holding.Part part : parts) {
            String lot = part.lot().value();
            byte[] bytes = lot.equals(record) ? new byte[0] : lot.getBytes(StandardCharsets.UTF_8);
            lots.add(bytes);
            size += PART_BYTES + bytes.length;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        for (int i = 0; i < parts.size(); i++) {
            Holding.Part part = parts.get(i);
            out.putInt(part.index())
                    .put((byte) WITNESSES.indexOf(part.witness()))
                    .putLong(part.grams().value())
                    .putShort((short) lots.get(i).length)
                    .put(lots.get(i));
        }
        return out.array();
    }

    private static List<Holding.Part> parts(String key, byte[] kept) {
        ByteBuffer in = ByteBuffer.wrap(kept);
        List<Holding.Part> parts = new ArrayList<>();
        while (in.hasRemaining()) {
            int index = in.getInt();
            Witness witness = WITNESSES.get(in.get());
            Grams grams = new Grams(in.getLong());
            byte[] lot = new byte[in.getShort()];
            in.get(lot);
            String name = lot.length == 0 ? record(key) : new String(lot, StandardCharsets.UTF_8);
            parts.add(new Holding.Part(index, new RecordName(name), grams, witness));
        }
        return parts;
    }

    private static String record(String key) {
        String[] parts = Keys.parts(key);
        return parts[parts.length - 2];
    }

    /** A shelf's receipts, one part after the other. */
    final class Oldest {
        private final int prefix;
        private final Sorted.Range range;
        private String key = "";
        private List<Holding.Part> parts = List.of();
        private int at;

        private Oldest(String shelf) {
            prefix = Keys.from(shelf).length();
            range = receipts.range(Keys.from(shelf), Keys.below(shelf), false);
        }

        boolean next() {
            at++;
            if (at >= parts.size()) {
                if (!range.next()) {
                    return false;
                }
                key = range.key().substring(prefix);
                parts = parts(range.key(), range.value());
                at = 0;
            }
            return true;
        }

        /** The receipt's own part of the key under which the part lies. */
        String key() {
            return key;
        }

        Holding.Part part() {
            return parts.get(at);
        }
    }
}
