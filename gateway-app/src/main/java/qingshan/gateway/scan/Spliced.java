package qingshan.gateway.scan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A page that is the same for many but for a few places: rendered and compressed once, and then put together for each with
 * what stands in the places. The pieces between are blocks of deflate (RFC 1951) that refer to nothing outside themselves,
 * and a place is a block that is not compressed; so the whole is one stream of gzip (RFC 1952).
 */
final class Spliced {
    /** Marks of places in a page: characters for private use, which no text of ours has. */
    private static final char FIRST_MARK = '\uE000';

    private static final int MARKS_MAX = 16;
    private static final int STORED_HEADER = 5;
    private static final int STORED_MAX = 0xFFFF;
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    /** A last block with nothing in it. */
    private static final byte[] DEFLATE_END = {3, 0};

    private static final int GZIP_TAIL = 8;

    private final List<byte[]> plain = new ArrayList<>();
    private final List<byte[]> deflated = new ArrayList<>();
    /** Which place follows each piece but the last. */
    private final List<Integer> places = new ArrayList<>();

    /** The mark of a place. */
    static char mark(int place) {
        return (char) (FIRST_MARK + place);
    }

    /** Takes a rendered page apart at its marks. */
    Spliced(String page) {
        int from = 0;
        for (int i = 0; i < page.length(); i++) {
            int place = page.charAt(i) - FIRST_MARK;
            if (place >= 0 && place < MARKS_MAX) {
                piece(page.substring(from, i));
                places.add(place);
                from = i + 1;
            }
        }
        piece(page.substring(from));
    }

    private void piece(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        plain.add(bytes);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            int n;
            do {
                n = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
                out.write(buffer, 0, n);
            } while (n == buffer.length);
            deflated.add(out.toByteArray());
        } finally {
            deflater.end();
        }
    }

    /** The page with its places filled. */
    byte[] bytes(byte[]... filling) {
        int length = 0;
        for (int i = 0; i < plain.size(); i++) {
            length += plain.get(i).length + (i < places.size() ? filling[places.get(i)].length : 0);
        }
        byte[] page = new byte[length];
        int at = 0;
        for (int i = 0; i < plain.size(); i++) {
            at = append(page, at, plain.get(i));
            if (i < places.size()) {
                at = append(page, at, filling[places.get(i)]);
            }
        }
        return page;
    }

    /** The same, compressed with gzip. */
    byte[] gzip(byte[]... filling) {
        int length = GZIP_HEADER.length + DEFLATE_END.length + GZIP_TAIL;
        for (int i = 0; i < plain.size(); i++) {
            length += deflated.get(i).length + (i < places.size() ? STORED_HEADER + filling[places.get(i)].length : 0);
        }
        byte[] page = new byte[length];
        CRC32 crc = new CRC32();
        int size = 0;
        int at = append(page, 0, GZIP_HEADER);
        for (int i = 0; i < plain.size(); i++) {
            at = append(page, at, deflated.get(i));
            crc.update(plain.get(i));
            size += plain.get(i).length;
            if (i < places.size()) {
                byte[] filled = filling[places.get(i)];
                at = stored(page, at, filled);
                crc.update(filled);
                size += filled.length;
            }
        }
        at = append(page, at, DEFLATE_END);
        at = number(page, at, (int) crc.getValue(), Integer.BYTES);
        number(page, at, size, Integer.BYTES);
        return page;
    }

    private static int stored(byte[] page, int from, byte[] filled) {
        if (filled.length > STORED_MAX) {
            throw new IllegalArgumentException("a place takes no more than " + STORED_MAX + " bytes");
        }
        page[from] = 0;
        int at = number(page, from + 1, filled.length, Short.BYTES);
        at = number(page, at, ~filled.length, Short.BYTES);
        return append(page, at, filled);
    }

    private static int append(byte[] page, int at, byte[] more) {
        System.arraycopy(more, 0, page, at, more.length);
        return at + more.length;
    }

    /** Least significant byte first. */
    private static int number(byte[] page, int from, int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            page[from + i] = (byte) (value >> (i * Byte.SIZE));
        }
        return from + bytes;
    }
}
