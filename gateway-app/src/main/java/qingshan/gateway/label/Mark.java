package qingshan.gateway.label;

import java.awt.Color;

/**
 * How 样张 SAMPLE lies across a label: from the lower left to the upper right, beneath everything.
 *
 * @param width of the label, in any unit
 * @param height in the same unit
 */
record Mark(double width, double height) {
    /** Plain to see. */
    static final Color PALE = new Color(0xFF, 0xA8, 0xA8);
    /**
     * Within the code, its quiet zone included: readers look for edges in squares of eight pixels, and ZXing takes steps of
     * more than 24 levels in 255 for edges.
     */
    static final Color FAINT = new Color(0xFF, 0xE0, 0xE0);

    /** Of the label's diagonal that the mark is long. */
    private static final double LENGTH = 0.8;

    /** How steeply it rises, in radians. */
    double angle() {
        return Math.atan2(height, width);
    }

    /** Length of a dot's side. */
    double dot() {
        return Math.hypot(width, height) * LENGTH / Dots.MARK.width();
    }

    /** Whether a point lies on it, from the label's upper left corner. */
    boolean at(double x, double y) {
        double right = (x - width / 2) / dot();
        double down = (y - height / 2) / dot();
        double along = right * Math.cos(angle()) - down * Math.sin(angle());
        double across = right * Math.sin(angle()) + down * Math.cos(angle());
        return Dots.MARK.at(
                (int) Math.floor(along + Dots.MARK.width() / 2.0), (int) Math.floor(across + Dots.MARK.height() / 2.0));
    }
}
