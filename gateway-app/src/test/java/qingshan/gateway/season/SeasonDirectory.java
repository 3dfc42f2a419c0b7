package qingshan.gateway.season;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A directory with the eight files of an empty season, for a test to write into. */
public record SeasonDirectory(Path path) {
    public static final String SETTINGS = """
            {"season": "2025-test", "from": "2025-03-01", "to": "2025-03-31", "leaf_yield_kg_per_mu": 100,
             "leaf_kg_per_made_kg": {"min": "4", "max": 5.0}, "certificate_required_from": ["合作社"]}
            """;

    public static SeasonDirectory empty(Path path) {
        SeasonDirectory made = new SeasonDirectory(path);
        made.write("season.json", SETTINGS);
        for (SeasonTable table : SeasonTable.values()) {
            made.rows(table);
        }
        return made;
    }

    /** Writes a table's file: headings, then lines as given. */
    public void rows(SeasonTable table, String... lines) {
        StringBuilder text = new StringBuilder(headings(table)).append("\r\n");
        for (String line : lines) {
            text.append(line).append("\r\n");
        }
        write(table.fileName(), text.toString());
    }

    static String headings(SeasonTable table) {
        return table.columns().stream().map(Column::heading).collect(Collectors.joining(","));
    }

    public void write(String file, String text) {
        write(file, text, StandardCharsets.UTF_8);
    }

    void write(String file, String text, Charset charset) {
        bytes(file, text.getBytes(charset));
    }

    void bytes(String file, byte[] bytes) {
        try {
            Files.write(path.resolve(file), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
