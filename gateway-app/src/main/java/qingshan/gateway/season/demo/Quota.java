package qingshan.gateway.season.demo;

/** One stream of slips over a season: how many are due by each minute of each day. */
final class Quota {
    private final int firstMinute;
    private final int lastMinute;
    private final double total;
    private double before;
    private double today;
    private long done;

    /**
     * A stream.
     *
     * @param total slips over the whole season
     * @param firstMinute of a day on which there are any
     * @param lastMinute of a day on which there are any
     */
    Quota(double total, int firstMinute, int lastMinute) {
        this.total = total;
        this.firstMinute = firstMinute;
        this.lastMinute = lastMinute;
    }

    /** Begins a day that has a share of the season's slips. */
    void day(double share) {
        before += today;
        today = total * share;
    }

    /** How many are due in a minute of the day. */
    int due(int minute) {
        if (minute < firstMinute || minute > lastMinute) {
            return 0;
        }
        double passed = (minute + 1.0 - firstMinute) / (lastMinute + 1.0 - firstMinute);
        long now = (long) (before + today * passed);
        int due = (int) (now - done);
        done = now;
        return due;
    }
}
