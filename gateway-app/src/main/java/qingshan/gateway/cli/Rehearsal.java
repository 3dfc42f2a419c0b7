package qingshan.gateway.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import qingshan.gateway.season.SeasonFiles;
import qingshan.gateway.season.SeasonTable;

/**
 * Runs the everyday commands one after the other in one process, so that the JVM that builds the cache of loaded classes
 * sees what they load. No command of its own: a build starts it, on a home that is thrown away.
 */
final class Rehearsal {
    private Rehearsal() {}

    /** Rehearses in a directory, which does not exist yet; the home is that of the environment. Ends with 0 if all went well. */
    public static void main(String[] arguments) {
        Path directory = Path.of(arguments[0]);
        String season = directory.resolve("season").toString();
        String export = directory.resolve("export").toString();
        play("--help");
        play("season", season, "--farmers", "40", "--traders", "6", "--factories", "3", "--slips", "800");
        play("import", season, "--report", directory.resolve("report.json").toString());
        play("import", season); // brings nothing new and only reports
        play(
                "trace",
                SeasonFiles.open(Path.of(season)).file(SeasonTable.PACKING).firstNumber());
        play("export", export);
        play("audit", export);
        System.exit(0);
    }

    private static void play(String... arguments) {
        int exit = Main.commandLine(Lang.of(List.of(), System.getProperty(Lang.PROPERTY), Locale.getDefault()))
                .execute(arguments);
        if (exit != 0) {
            System.exit(exit);
        }
    }
}
