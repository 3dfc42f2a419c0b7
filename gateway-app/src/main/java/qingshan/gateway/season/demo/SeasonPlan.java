package qingshan.gateway.season.demo;

import qingshan.gateway.season.SeasonException;
import qingshan.gateway.season.SeasonFault;

/**
 * How large a season to make.
 *
 * @param seed any number from 0; the same seed and sizes give the same bytes
 * @param farmers growers, 1 to 1,000,000; one in 17 is a co-operative
 * @param traders 1 to 100,000
 * @param factories 1 to 10,000
 * @param slips rows of {@code slips.csv}, 1 to 100,000,000
 */
public record SeasonPlan(long seed, int farmers, int traders, int factories, int slips) {
    /** The season that an import without a directory makes. */
    public static final SeasonPlan SMALL = new SeasonPlan(1, 40, 6, 3, 800);

    /** Refuses sizes out of bounds, naming the option. */
    public SeasonPlan {
        within("--seed", seed, 0, Long.MAX_VALUE);
        within("--farmers", farmers, 1, 1_000_000);
        within("--traders", traders, 1, 100_000);
        within("--factories", factories, 1, 10_000);
        within("--slips", slips, 1, 100_000_000);
    }

    private static void within(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw SeasonException.at(SeasonFault.SEASON_OPTION_OUT_OF_BOUNDS, option, min, max, value);
        }
    }
}
