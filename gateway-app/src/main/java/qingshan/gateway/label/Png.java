package qingshan.gateway.label;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a picture of four colours as PNG, four pixels to a byte, with its resolution. */
final class Png {
    static final byte WHITE = 0;
    static final byte BLACK = 1;
    static final byte PALE = 2;
    static final byte FAINT = 3;

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final List<Color> COLOURS = List.of(Color.WHITE, Color.BLACK, Mark.PALE, Mark.FAINT);
    private static final int BITS = 2;
    private static final byte PALETTE = 3;
    private static final double INCHES_PER_METRE = 1000 / 25.4;

    private Png() {}

    /**
     * The file.
     *
     * @param pixels row by row, each one of the four
     */
    static byte[] of(byte[] pixels, int width, int dpi) {
        int height = pixels.length / width;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(SIGNATURE);
            chunk(out, "IHDR", header(width, height));
            chunk(out, "PLTE", colours());
            chunk(out, "pHYs", resolution(dpi));
            chunk(out, "IDAT", deflated(rows(pixels, width, height)));
            chunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static byte[] header(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(width);
        out.writeInt(height);
        out.write(new byte[] {BITS, PALETTE, 0, 0, 0});
        return bytes.toByteArray();
    }

    private static byte[] colours() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Color colour : COLOURS) {
            out.write(colour.getRed());
            out.write(colour.getGreen());
            out.write(colour.getBlue());
        }
        return out.toByteArray();
    }

    private static byte[] resolution(int dpi) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        int perMetre = (int) Math.round(dpi * INCHES_PER_METRE);
        out.writeInt(perMetre);
        out.writeInt(perMetre);
        out.write(1);
        return bytes.toByteArray();
    }

    /** Each row begins with the number of its filter: none. */
    private static byte[] rows(byte[] pixels, int width, int height) {
        int perRow = 1 + (width * BITS + 7) / 8;
        byte[] rows = new byte[perRow * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rows[y * perRow + 1 + x / 4] |= (byte) (pixels[y * width + x] << (6 - x % 4 * BITS));
            }
        }
        return rows;
    }

    private static byte[] deflated(byte[] rows) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(rows);
            deflater.finish();
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return out.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        out.writeInt(data.length);
        out.write(name);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
