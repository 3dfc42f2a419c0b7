package qingshan.gateway.label;

import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.openpdf.text.Document;
import org.openpdf.text.ExceptionConverter;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfContentByte;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/**
 * Labels as a PDF to print: on the left the code, on the right the product's name, the domain and the code to type. Pages
 * are written as they fill, so that a sheet may be of any length. No font is in the file: the viewer or printer supplies
 * its Chinese one, as PDF has it for Adobe's GB1 characters.
 */
public final class LabelSheet {
    private static final float POINTS = 72 / 254f;

    /** Least room for the text, in tenths of a millimetre. */
    private static final int TEXT_WIDTH_MIN = 150;

    private static final int TEXT_MARGIN = 15;
    /** From here on the letters can be larger. */
    private static final int TEXT_WIDE = 350;

    private static final float LEADING = 1.25f;
    private static final int LINES_MAX = 3;

    private final LabelFormat format;
    private final float side;
    private final BaseFont chinese;
    private final BaseFont latin;
    private final BaseFont typed;

    private LabelSheet(LabelFormat format, QrSize size) throws IOException {
        this.format = format;
        side = size.mm() * 10;
        chinese = BaseFont.createFont("STSong-Light", "UniGB-UCS2-H", BaseFont.NOT_EMBEDDED);
        latin = BaseFont.createFont(BaseFont.HELVETICA, BaseFont.WINANSI, BaseFont.NOT_EMBEDDED);
        typed = BaseFont.createFont(BaseFont.COURIER_BOLD, BaseFont.WINANSI, BaseFont.NOT_EMBEDDED);
    }

    /** The mark in its colours, one unit of each a dot. */
    private record Marks(PdfTemplate black, PdfTemplate pale, PdfTemplate faint) {}

    /** A line with its font. */
    private record Line(String text, BaseFont font, float points) {}

    /**
     * Writes a sheet and leaves the stream open.
     *
     * @param labels at least one; the next one is asked for when there is room for it
     * @return how many labels
     * @throws LabelException QR_TOO_LARGE for the labels of this format
     * @throws IOException when the stream does not take it
     */
    public static long write(OutputStream out, LabelFormat format, QrSize size, Iterator<Label> labels)
            throws IOException {
        int most = most(format);
        if (size.mm() > most) {
            throw LabelException.of(LabelFault.QR_TOO_LARGE, size.mm(), most);
        }
        if (!labels.hasNext()) {
            throw new IllegalArgumentException("a sheet has at least one label");
        }
        try {
            return new LabelSheet(format, size).write(out, labels);
        } catch (ExceptionConverter e) {
            if (e.getException() instanceof IOException io) {
                throw io;
            }
            throw e;
        }
    }

    /** Whether the labels of a format have room for codes of a size. */
    public static boolean fits(LabelFormat format, QrSize size) {
        return size.mm() <= most(format);
    }

    /** The largest code, in millimetres. */
    private static int most(LabelFormat format) {
        return Math.min(format.labelHeight(), format.labelWidth() - TEXT_WIDTH_MIN) / 10;
    }

    private long write(OutputStream out, Iterator<Label> labels) throws IOException {
        Document document = new Document(new Rectangle(points(format.pageWidth()), points(format.pageHeight())));
        PdfWriter writer = PdfWriter.getInstance(document, out);
        writer.setCloseStream(false);
        document.open();
        PdfContentByte canvas = writer.getDirectContent();
        Marks marks = new Marks(mark(canvas, Color.BLACK), mark(canvas, Mark.PALE), mark(canvas, Mark.FAINT));
        long count = 0;
        while (labels.hasNext()) {
            int place = (int) (count % format.perPage());
            if (place == 0 && count > 0) {
                document.newPage();
            }
            draw(canvas, place, labels.next(), marks);
            count++;
        }
        document.close();
        return count;
    }

    /** All lengths are tenths of a millimetre; the label's origin is its lower left corner. */
    private void draw(PdfContentByte canvas, int place, Label label, Marks marks) {
        int column = place % format.columns();
        int row = place / format.columns();
        float x = format.left() + column * (format.labelWidth() + format.gapX());
        float y = format.pageHeight()
                - format.top()
                - row * (format.labelHeight() + format.gapY())
                - format.labelHeight();
        float codeY = y + (format.labelHeight() - side) / 2;
        if (label.sample()) {
            across(canvas, marks, x, y, codeY);
        }
        code(canvas, label.qr(), x, codeY);
        float left = x + side;
        float room = format.labelWidth() - side - TEXT_MARGIN;
        float dot = label.sample() ? room / Dots.MARK.width() : 0;
        float band = dot * Dots.MARK.height() * LEADING;
        List<Line> lines = lines(label, points(room), points(format.labelHeight() - band));
        double height = band + height(lines) / POINTS;
        float at = y + (float) (format.labelHeight() + height) / 2;
        if (label.sample()) {
            float scale = points(dot);
            at -= dot * Dots.MARK.height();
            canvas.addTemplate(marks.black(), scale, 0, 0, scale, points(left), points(at));
            at -= dot * Dots.MARK.height() * (LEADING - 1);
        }
        for (Line line : lines) {
            at -= line.points() / POINTS;
            canvas.beginText();
            canvas.setFontAndSize(line.font(), line.points());
            canvas.setTextMatrix(points(left), points(at));
            canvas.showText(line.text());
            canvas.endText();
            at -= line.points() * (LEADING - 1) / POINTS;
        }
    }

    /** One path in units of modules, filled once: no seams between the modules, and short numbers. */
    private void code(PdfContentByte canvas, QrCode qr, float x, float y) {
        float module = points(side) / qr.modules();
        canvas.saveState();
        canvas.concatCTM(module, 0, 0, -module, points(x), points(y) + points(side));
        qr.stretches((left, top, length) -> canvas.rectangle(left, top, length, 1));
        canvas.fill();
        canvas.restoreState();
    }

    /** Over all of the label; fainter where the code is. */
    private void across(PdfContentByte canvas, Marks marks, float x, float y, float codeY) {
        across(canvas, marks.pale(), x, y);
        canvas.saveState();
        canvas.rectangle(points(x), points(codeY), points(side), points(side));
        canvas.clip();
        canvas.setColorFill(Color.WHITE);
        canvas.fill();
        across(canvas, marks.faint(), x, y);
        canvas.restoreState();
    }

    private void across(PdfContentByte canvas, PdfTemplate template, float x, float y) {
        Mark mark = new Mark(format.labelWidth(), format.labelHeight());
        float cos = points((float) (Math.cos(mark.angle()) * mark.dot()));
        float sin = points((float) (Math.sin(mark.angle()) * mark.dot()));
        float u = Dots.MARK.width() / 2f;
        float v = Dots.MARK.height() / 2f;
        float middleX = points(x + format.labelWidth() / 2f);
        float middleY = points(y + format.labelHeight() / 2f);
        canvas.addTemplate(template, cos, sin, -sin, cos, middleX - cos * u + sin * v, middleY - sin * u - cos * v);
    }

    private static PdfTemplate mark(PdfContentByte canvas, Color colour) {
        PdfTemplate template = canvas.createTemplate(Dots.MARK.width(), Dots.MARK.height());
        template.setColorFill(colour);
        Dots.MARK.stretches((x, y, length) -> template.rectangle(x, Dots.MARK.height() - 1 - y, length, 1));
        template.fill();
        return template;
    }

    /** As much of the name and the domain as fits; all of the code. */
    private List<Line> lines(Label label, float room, float height) {
        boolean wide = room > points(TEXT_WIDE);
        for (int most = LINES_MAX; true; most--) {
            List<Line> lines = new ArrayList<>();
            add(lines, label.name(), chinese, wide ? 10 : 7.5f, room, most);
            add(lines, label.domain(), latin, wide ? 8 : 6.5f, room, most);
            add(lines, label.code(), isLatin(label.code()) ? typed : chinese, wide ? 11 : 8, room, LINES_MAX);
            if (most == 1 || height(lines) <= height) {
                return lines;
            }
        }
    }

    private static void add(List<Line> lines, String text, BaseFont font, float points, float room, int most) {
        Lines.of(text, room, most, part -> font.getWidthPoint(part, points))
                .forEach(line -> lines.add(new Line(line, font, points)));
    }

    private static float height(List<Line> lines) {
        return (float) lines.stream().mapToDouble(Line::points).sum() * LEADING;
    }

    private static boolean isLatin(String text) {
        return text.chars().allMatch(c -> c < 127);
    }

    private static float points(float tenths) {
        return tenths * POINTS;
    }
}
