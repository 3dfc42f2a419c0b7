package qingshan.gateway.report;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import qingshan.gateway.Sentences;
import qingshan.gateway.season.SeasonException;
import qingshan.gateway.season.SeasonFault;

/** Writes a report in its three forms. */
public final class ReportFiles {
    private final Report report;
    private final Sentences sentences;

    /** A report in a language. */
    public ReportFiles(Report report, Locale locale) {
        this.report = report;
        this.sentences = Sentences.of(ReportFiles.class, "Report", locale);
    }

    /** Writes the text. */
    public void text(PrintWriter out) {
        try {
            TextReport.write(report, sentences, out);
        } catch (IOException e) {
            throw new IllegalStateException("a print writer throws nothing", e);
        }
    }

    /**
     * Writes JSON to a file, and CSV beside it: {@code NAME.csv} for {@code NAME.json}, else with {@code .csv} behind the
     * name. Each is there whole, or as it was.
     *
     * @return the CSV's file
     */
    public Path files(Path json) {
        String name = String.valueOf(json.getFileName());
        String bare = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
        Path csv = json.resolveSibling(bare + ".csv");
        write(json, out -> JsonReport.write(report, sentences, out));
        write(csv, out -> {
            try (Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
                CsvReport.write(report, sentences, text);
            }
        });
        return csv;
    }

    private interface Body {
        void write(OutputStream out) throws IOException;
    }

    private static void write(Path file, Body body) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                body.write(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw SeasonException.at(SeasonFault.REPORT_NOT_WRITTEN, file, e);
        }
    }
}
