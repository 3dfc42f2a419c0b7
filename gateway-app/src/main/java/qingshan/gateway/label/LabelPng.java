package qingshan.gateway.label;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A label as a picture for a label printer: the code, under it the domain and the code to type. The product's name is not
 * on it, since Java brings no Chinese font; a label printer's own program adds it.
 */
public final class LabelPng {
    /** Of most label and office printers. */
    public static final int DEFAULT_DPI = 300;

    private static final int DPI_MIN = 100;
    private static final int DPI_MAX = 1_200;
    private static final double MM_PER_INCH = 25.4;
    /** Dots of a letter an inch: capitals are 1.8 mm high. */
    private static final int LETTER_DPI = 100;
    /** Text that is not ours, such as a card's number, ends somewhere. */
    private static final int LINES_MAX = 4;

    private static final int LINE_ROWS = Dots.LETTER_ROWS + 1;

    private final byte[] pixels;
    private final int width;

    private LabelPng(int width, int height) {
        this.width = width;
        pixels = new byte[width * height];
    }

    /**
     * The picture. Each module is the same whole number of pixels wide and high, and the code never smaller than asked.
     *
     * @param dpi pixels an inch, from 100 to 1,200, as the printer has them; the file says so too
     * @throws LabelException DPI
     */
    public static byte[] of(Label label, QrSize size, int dpi) {
        if (dpi < DPI_MIN || dpi > DPI_MAX) {
            throw LabelException.of(LabelFault.DPI, dpi, DPI_MIN, DPI_MAX);
        }
        QrCode qr = label.qr();
        int module = module(qr, size, dpi);
        int side = module * qr.modules();
        int width = label.sample() ? Math.max(side, Dots.MARK.width()) : side;
        int dot = (dpi + LETTER_DPI - 1) / LETTER_DPI;
        List<String> lines = lines(label, width / dot);
        int band = label.sample() ? bandDot(width) * (Dots.MARK.height() + 2) : 0;
        LabelPng picture = new LabelPng(width, band + side + lines.size() * LINE_ROWS * dot);
        if (label.sample()) {
            picture.drawAcross(band, side);
            picture.draw(Dots.MARK, 0, bandDot(width), bandDot(width));
        }
        int left = (width - side) / 2;
        qr.stretches((x, y, length) ->
                picture.fill(left + x * module, band + y * module, length * module, module, Png.BLACK));
        for (int i = 0; i < lines.size(); i++) {
            picture.draw(Dots.of(lines.get(i)), 0, band + side + i * LINE_ROWS * dot, dot);
        }
        return Png.of(picture.pixels, width, dpi);
    }

    /** Pixels of a module's side. */
    static int module(QrCode qr, QrSize size, int dpi) {
        return (int) Math.ceil(size.mm() * dpi / MM_PER_INCH / qr.modules());
    }

    private static int bandDot(int width) {
        return width / Dots.MARK.width();
    }

    private static List<String> lines(Label label, int columns) {
        return Stream.of(label.domain(), label.code())
                .flatMap(text ->
                        Lines.of(text, columns, LINES_MAX, line -> line.length() * Dots.LETTER_COLUMNS - 1).stream())
                .toList();
    }

    /** Centred between left and right. */
    private void draw(Dots dots, int left, int top, int scale) {
        int from = left + Math.max(0, (width - dots.width() * scale) / 2);
        for (int y = 0; y < dots.height(); y++) {
            for (int x = 0; x < dots.width(); x++) {
                if (dots.at(x, y)) {
                    fill(from + x * scale, top + y * scale, scale, scale, Png.BLACK);
                }
            }
        }
    }

    /** Over all of the picture; fainter where the code is. */
    private void drawAcross(int codeTop, int codeSide) {
        int height = pixels.length / width;
        Mark mark = new Mark(width, height);
        for (int y = 0; y < height; y++) {
            byte colour = y >= codeTop && y < codeTop + codeSide ? Png.FAINT : Png.PALE;
            for (int x = 0; x < width; x++) {
                if (mark.at(x + 0.5, y + 0.5)) {
                    pixels[y * width + x] = colour;
                }
            }
        }
    }

    private void fill(int x, int y, int across, int down, byte colour) {
        for (int row = y; row < y + down; row++) {
            Arrays.fill(pixels, row * width + x, Math.min((row + 1) * width, row * width + x + across), colour);
        }
    }
}
