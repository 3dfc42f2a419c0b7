package qingshan.gateway.season.demo;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import qingshan.gateway.season.Column;
import qingshan.gateway.season.SeasonTable;

/** Writes one table row by row, in the encoding that the market's system happens to use for it. */
final class TableFile implements Closeable {
    private final Writer out;
    private long rows;

    TableFile(Path directory, SeasonTable table, Dice dice) throws IOException {
        boolean trade = table.compareTo(SeasonTable.SLIPS) >= 0;
        int encoding = trade ? dice.weighted(15, 10, 75) : dice.weighted(70, 20, 10);
        OutputStream bytes = Files.newOutputStream(directory.resolve(table.fileName()));
        Charset charset = encoding == 2 ? Charset.forName("GB18030") : StandardCharsets.UTF_8;
        out = new BufferedWriter(new OutputStreamWriter(bytes, charset), 1 << 16);
        out.write(encoding == 0 ? "\uFEFF" : "");
        out.write(table.columns().stream().map(Column::heading).collect(Collectors.joining(",")));
        out.write("\r\n");
    }

    void write(String... fields) throws IOException {
        for (int i = 0; i < fields.length; i++) {
            if (i > 0) {
                out.write(',');
            }
            boolean quote = fields[i].indexOf(',') >= 0;
            out.write(quote ? "\"" + fields[i] + "\"" : fields[i]);
        }
        out.write("\r\n");
        rows++;
    }

    long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
