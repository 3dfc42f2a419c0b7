package qingshan.rules.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The tables of a document, so that tests can be made from what people read. */
public final class Tables {
    private Tables() {}

    /** The text of a document, by its path from the root of the repository. */
    public static String text(String path) {
        try {
            return Files.readString(Repository.root().resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cells of every line of a table whose first cell is code, its marks taken off. */
    public static List<List<String>> rowsOfCode(String path) {
        List<List<String>> rows = new ArrayList<>();
        for (String line : text(path).split("\n", -1)) {
            if (line.startsWith("| `")) {
                List<String> cells = new ArrayList<>();
                String inner = line.substring(1, line.lastIndexOf('|'));
                Arrays.stream(inner.split("\\|", -1)).map(String::strip).forEach(cells::add);
                cells.set(0, cells.getFirst().replace("`", ""));
                rows.add(List.copyOf(cells));
            }
        }
        return rows;
    }
}
