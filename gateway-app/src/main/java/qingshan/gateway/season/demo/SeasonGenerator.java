package qingshan.gateway.season.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;
import qingshan.gateway.Trouble;
import qingshan.gateway.season.SeasonException;
import qingshan.gateway.season.SeasonFault;
import qingshan.gateway.season.SeasonTable;

/**
 * Makes a season's eight files, minute by minute. What is held in memory grows with the number of parties, not with that
 * of slips.
 */
public final class SeasonGenerator {
    private static final int MINUTES_A_DAY = 1_440;

    private SeasonGenerator() {}

    /**
     * Writes a season.
     *
     * @param directory an empty directory, or one that does not exist
     * @param plan seed and sizes
     * @throws SeasonException when the directory is not empty or cannot be written
     */
    public static void write(Path directory, SeasonPlan plan) {
        try {
            Files.createDirectories(directory);
            try (Stream<Path> inside = Files.list(directory)) {
                if (inside.findAny().isPresent()) {
                    throw SeasonException.at(SeasonFault.SEASON_DIRECTORY_NOT_EMPTY, directory);
                }
            }
            Shape shape = new Shape(new Dice(plan.seed(), "shape"));
            Files.writeString(directory.resolve("season.json"), shape.settings(), StandardCharsets.UTF_8);
            County county = new County(plan, shape);
            county.write(directory);
            trade(directory, county);
        } catch (IOException e) {
            throw SeasonException.at(SeasonFault.SEASON_NOT_WRITTEN, directory, Trouble.of(e));
        }
    }

    /**
     * Writes a season that is there as a whole or not at all, however this ends.
     *
     * @param directory does not exist
     * @param beside where it is made; on the same volume, and the caller's own: what an earlier attempt left there is removed
     * @throws SeasonException when it cannot be written
     */
    public static void writeWhole(Path directory, Path beside, SeasonPlan plan) {
        try {
            if (Files.exists(beside)) {
                try (Stream<Path> left = Files.walk(beside)) {
                    for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(file);
                    }
                }
            }
            write(beside, plan);
            Files.move(beside, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw SeasonException.at(SeasonFault.SEASON_NOT_WRITTEN, directory, e);
        }
    }

    private static void trade(Path directory, County county) throws IOException {
        Dice files = new Dice(county.plan.seed(), "encoding of trade");
        try (TableFile certificates = new TableFile(directory, SeasonTable.CERTIFICATES, files);
                TableFile slips = new TableFile(directory, SeasonTable.SLIPS, files);
                TableFile processing = new TableFile(directory, SeasonTable.PROCESSING, files);
                TableFile packing = new TableFile(directory, SeasonTable.PACKING, files)) {
            Trade trade = new Trade(county, certificates, slips);
            Works works = new Works(county, trade, processing, packing);
            for (int day = 0; day < county.shape.days; day++) {
                trade.day(day);
                works.day();
                for (int minute = 0; minute < MINUTES_A_DAY; minute++) {
                    works.minute(day, minute);
                    trade.minute(day, minute);
                }
            }
            trade.finish();
            works.finish();
        }
    }
}
