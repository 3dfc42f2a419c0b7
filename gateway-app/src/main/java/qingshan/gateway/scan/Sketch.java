package qingshan.gateway.scan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A map without borders: where villages lie to one another and to the factory, with a bar of five kilometres. Lengths are
 * pixels.
 *
 * @param dots villages; the area of a dot is the village's share
 * @param factory where it was made, or null
 * @param bar length of five kilometres
 */
public record Sketch(List<Dot> dots, @Nullable Dot factory, double bar) {
    static final int WIDTH = 320;
    static final int HEIGHT = 220;
    private static final double MARGIN = 34;
    /** Room for the bar and the word <em>sketch</em>. */
    private static final double FOOT = 26;

    private static final double BAR_KM = 5;
    /** So that the bar fits, and a dot is no larger than a village. */
    private static final double SCALE_MAX = 24;

    private static final double KM_A_DEGREE = 111.2;
    private static final double RADIUS_OF_ALL = 34;
    private static final double RADIUS_MIN = 4;
    private static final double LETTER = 14;
    private static final double GAP = 4;
    private static final int DOTS_MAX = 8;
    private static final double FACTORY = 5;
    /** Half lines up and down that a name may be moved. */
    private static final int STEPS = 16;

    /** Somewhere on earth, in degrees. */
    record Place(String name, double longitude, double latitude, int share) {}

    /**
     * Somewhere on the map.
     *
     * @param anchor of the text at {@code labelX}: {@code start} or {@code end}
     */
    public record Dot(String name, double x, double y, double radius, double labelX, double labelY, String anchor) {}

    /** Whether the factory is in a village that has a dot, whose name then says so. */
    public boolean isFactorys(Dot dot) {
        return factory != null && factory.name().equals(dot.name());
    }

    /** Whether the factory is in a village of its own. */
    public boolean factoryStandsAlone() {
        return factory != null && dots.stream().noneMatch(this::isFactorys);
    }

    /** Draws it; null for fewer than two villages, where a sentence says more. */
    static @Nullable Sketch of(List<Place> villages, @Nullable Place factory) {
        if (villages.size() < 2) {
            return null;
        }
        List<Place> shown = villages.stream()
                .sorted(Comparator.comparingInt(Place::share).reversed().thenComparing(Place::name))
                .limit(DOTS_MAX)
                .toList();
        List<Place> all = new ArrayList<>(shown);
        if (factory != null) {
            all.add(factory);
        }
        double west = all.stream().mapToDouble(Place::longitude).min().orElseThrow();
        double east = all.stream().mapToDouble(Place::longitude).max().orElseThrow();
        double south = all.stream().mapToDouble(Place::latitude).min().orElseThrow();
        double north = all.stream().mapToDouble(Place::latitude).max().orElseThrow();
        double across = KM_A_DEGREE * Math.cos(Math.toRadians((south + north) / 2));
        double scale = Math.min(
                SCALE_MAX,
                Math.min(
                        (WIDTH - 2 * MARGIN) / Math.max(0.1, (east - west) * across),
                        (HEIGHT - FOOT - 2 * MARGIN) / Math.max(0.1, (north - south) * KM_A_DEGREE)));
        Drawing drawing = new Drawing((west + east) / 2, (south + north) / 2, across * scale, KM_A_DEGREE * scale);
        shown.forEach(village -> drawing.reserve(village, radius(village)));
        List<Dot> dots = shown.stream()
                .map(village -> drawing.dot(village, radius(village)))
                .toList();
        // last, so that its name, which is seldom shown, is in nobody's way
        Dot square = factory == null ? null : drawing.dot(factory, FACTORY);
        return new Sketch(dots, square, BAR_KM * scale);
    }

    private static double radius(Place village) {
        return Math.max(RADIUS_MIN, RADIUS_OF_ALL * Math.sqrt(village.share() / 10_000.0));
    }

    /** Puts names where no other name is. */
    private static final class Drawing {
        private final double middleX;
        private final double middleY;
        private final double across;
        private final double up;
        private final List<double[]> taken = new ArrayList<>();

        Drawing(double middleX, double middleY, double across, double up) {
            this.middleX = middleX;
            this.middleY = middleY;
            this.across = across;
            this.up = up;
        }

        Dot dot(Place place, double radius) {
            double x = round(x(place));
            double y = round(y(place));
            boolean right = x < WIDTH / 2.0;
            double labelX = right ? x + radius + GAP : x - radius - GAP;
            double width = place.name().length() * LETTER;
            double left = right ? labelX : labelX - width;
            double labelY = y + LETTER / 3;
            for (int step = 1; step < STEPS && isTaken(left, labelY, width); step++) {
                int lines = (step + 1) / 2;
                labelY = y + LETTER / 3 + (step % 2 == 0 ? lines : -lines) * LETTER / 2;
            }
            labelY = Math.clamp(labelY, LETTER, HEIGHT - FOOT);
            taken.add(new double[] {left, labelY - LETTER, left + width, labelY + 2});
            return new Dot(place.name(), x, y, round(radius), round(labelX), round(labelY), right ? "start" : "end");
        }

        /** Keeps names away from where a dot is. */
        void reserve(Place place, double radius) {
            taken.add(new double[] {x(place) - radius, y(place) - radius, x(place) + radius, y(place) + radius});
        }

        private double x(Place place) {
            return WIDTH / 2.0 + (place.longitude() - middleX) * across;
        }

        private double y(Place place) {
            return (HEIGHT - FOOT) / 2 - (place.latitude() - middleY) * up;
        }

        private boolean isTaken(double left, double y, double width) {
            return taken.stream()
                    .anyMatch(box -> left < box[2] && box[0] < left + width && y - LETTER < box[3] && box[1] < y + 2);
        }

        private static double round(double value) {
            return Math.round(value * 10) / 10.0;
        }
    }
}
