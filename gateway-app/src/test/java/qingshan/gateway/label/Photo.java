package qingshan.gateway.label;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Random;

/** What a camera may make of a label: computed, not photographed. */
final class Photo {
    private static final int GROUND = 0xE0;
    private static final int MARGIN = 80;

    private Photo() {}

    /** From farther away: so that a larger label fits into the picture. */
    static BufferedImage scaled(BufferedImage label, double scale) {
        int width = (int) Math.round(label.getWidth() * scale);
        int height = (int) Math.round(label.getHeight() * scale);
        BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        draw(label, out, AffineTransform.getScaleInstance(scale, scale));
        return out;
    }

    /**
     * Turned, and narrowed as if seen from the side, on a darker ground.
     *
     * @param degrees clockwise
     * @param squeeze of the width, from 0 to below 1
     */
    static BufferedImage tilted(BufferedImage label, double degrees, double squeeze) {
        int side = (int) Math.ceil(Math.hypot(label.getWidth(), label.getHeight())) + 2 * MARGIN;
        BufferedImage out = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        AffineTransform at = AffineTransform.getTranslateInstance(side / 2.0, side / 2.0);
        at.rotate(Math.toRadians(degrees));
        at.shear(squeeze / 2, 0);
        at.scale(1 - squeeze, 1);
        at.translate(-label.getWidth() / 2.0, -label.getHeight() / 2.0);
        draw(label, out, at);
        return out;
    }

    private static void draw(BufferedImage label, BufferedImage out, AffineTransform at) {
        Graphics2D g = out.createGraphics();
        g.setColor(new Color(GROUND, GROUND, GROUND));
        g.fillRect(0, 0, out.getWidth(), out.getHeight());
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        g.drawImage(label, at, null);
        g.dispose();
    }

    /**
     * Out of focus.
     *
     * @param sigma of a Gaussian, in pixels
     */
    static BufferedImage blurred(BufferedImage image, double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        float[] weights = new float[2 * radius + 1];
        float sum = 0;
        for (int i = -radius; i <= radius; i++) {
            weights[i + radius] = (float) Math.exp(-i * i / (2 * sigma * sigma));
            sum += weights[i + radius];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        BufferedImage across = apply(image, new Kernel(weights.length, 1, weights));
        return apply(across, new Kernel(1, weights.length, weights));
    }

    private static BufferedImage apply(BufferedImage image, Kernel kernel) {
        BufferedImage out = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        return new ConvolveOp(kernel, ConvolveOp.EDGE_NO_OP, null).filter(image, out);
    }

    /**
     * In poor light: half the contrast, and each pixel off by chance.
     *
     * @param sigma of what is added, in levels of 255
     */
    static BufferedImage noisy(BufferedImage image, double sigma, long seed) {
        Random random = new Random(seed);
        BufferedImage out = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                double grey = 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
                int level = (int) Math.clamp(50 + grey / 2 + sigma * random.nextGaussian(), 0, 255);
                out.setRGB(x, y, level * 0x010101);
            }
        }
        return out;
    }

    /** As a printer of black and white only prints it: what is neither becomes a pattern of dots. */
    static BufferedImage blackAndWhite(BufferedImage image) {
        int[][] steps = {{0, 8, 2, 10}, {12, 4, 14, 6}, {3, 11, 1, 9}, {15, 7, 13, 5}};
        BufferedImage out = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                double grey = 0.299 * (rgb >> 16 & 255) + 0.587 * (rgb >> 8 & 255) + 0.114 * (rgb & 255);
                out.setRGB(x, y, grey > (steps[y % 4][x % 4] + 0.5) * 16 ? 0xFFFFFF : 0);
            }
        }
        return out;
    }
}
