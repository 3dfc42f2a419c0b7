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
import qingshan.gateway.Trouble;
import qingshan.gateway.season.SeasonException;
import qingshan.gateway.season.SeasonFault;

/** Writes a report in its forms. */
public final class ReportFiles {
    private final Report report;
    private final Sentences sentences;

    /** A report in a language. */
    public ReportFiles(Report report, Locale locale) {
        this.report = report;
        this.sentences = Sentences.of(ReportFiles.class, "Report", locale);
    }

    /**
     * Looks whether a report can be written, before there is one.
     *
     * @throws SeasonException when the file's ending names no form, its directory takes no files, or it is one itself
     */
    public static void check(Path file) {
        ReportForm.of(file);
        if (Files.isDirectory(file)) {
            throw SeasonException.at(SeasonFault.REPORT_NO_FILE, file);
        }
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory) || !Files.isWritable(directory)) {
            throw SeasonException.at(SeasonFault.REPORT_DIRECTORY, file, String.valueOf(directory));
        }
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
     * Writes a file in the form that its ending names. It is there whole, or as it was.
     *
     * @throws SeasonException when the ending names no form, or the file cannot be written
     */
    public void write(Path file) {
        ReportForm form = ReportForm.of(file);
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
                write(form, out);
            }
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            SeasonException told = SeasonException.at(SeasonFault.REPORT_NOT_WRITTEN, file, Trouble.of(e));
            told.initCause(e);
            discard(part, told);
            throw told;
        }
    }

    /** Writes it in a form; what {@code out} throws goes on. */
    public void write(ReportForm form, OutputStream out) throws IOException {
        switch (form) {
            case JSON -> JsonReport.write(report, sentences.locale(), out);
            case CSV -> {
                Writer text = writer(out);
                CsvReport.write(report, sentences, text);
                text.flush();
            }
            case TXT -> {
                Writer text = writer(out);
                TextReport.write(report, sentences, text);
                text.flush();
            }
        }
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private static void discard(Path part, SeasonException told) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            told.addSuppressed(e);
        }
    }
}
