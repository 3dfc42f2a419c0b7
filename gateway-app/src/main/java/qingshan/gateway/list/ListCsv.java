package qingshan.gateway.list;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import qingshan.gateway.Sentences;
import qingshan.gateway.web.Show;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * A list as a spreadsheet opens it: a byte order mark, CRLF, a line of labels, and nothing that a spreadsheet would take
 * for a formula. It is read 200 rows at a time, as fast as they are taken, so that neither memory nor a connection to the
 * database is held for who reads slowly.
 */
@Singleton
public final class ListCsv {
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final ListReader reader;

    ListCsv(ListReader reader) {
        this.reader = reader;
    }

    /** All rows that are asked for, whatever the limit; the first are read at once, so that a refusal is an answer. */
    public Publisher<byte[]> write(Listing list, ListQuery query, Locale locale) {
        Sentences texts = Sentences.of(Listing.class, "List", locale);
        ListPage first = reader.read(list, query.whole());
        List<String> labels =
                list.columns().stream().map(column -> label(column, texts)).toList();
        byte[] beginning = ("\uFEFF" + lines(Stream.concat(Stream.of(labels), cells(first, texts))))
                .getBytes(StandardCharsets.UTF_8);
        Flux<byte[]> rest = Flux.generate(() -> first, (before, sink) -> {
            if (before.next() == null) {
                sink.complete();
                return before;
            }
            ListPage page = reader.read(list, before.query().after(before.next()));
            sink.next(lines(cells(page, texts)).getBytes(StandardCharsets.UTF_8));
            return page;
        });
        return Flux.concat(Flux.just(beginning), rest.subscribeOn(Schedulers.boundedElastic()));
    }

    /** What a cell of text is, so that it stays text: what a spreadsheet would run gets an apostrophe before it. */
    static String cell(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String label(Column column, Sentences texts) {
        String label = texts.say("column." + column.name());
        return switch (column.type()) {
            case WEIGHT, AREA, MONEY -> label + " " + texts.say("unit." + column.type());
            case TEXT, ID, CODE, DOCUMENT, COUNT, TIME, DAY, FLAG, MASKED -> label;
        };
    }

    private static Stream<List<String>> cells(ListPage page, Sentences texts) {
        return page.rows().stream().map(row -> cells(page.list(), row, texts));
    }

    private static List<String> cells(Listing list, List<@Nullable Object> row, Sentences texts) {
        List<String> cells = new ArrayList<>(row.size());
        for (int i = 0; i < row.size(); i++) {
            Object value = row.get(i);
            cells.add(value == null ? "" : cell(list.columns().get(i), value, texts));
        }
        return cells;
    }

    private static String cell(Column column, Object value, Sentences texts) {
        return switch (value) {
            case Long number ->
                switch (column.type()) {
                    case WEIGHT, AREA -> BigDecimal.valueOf(number, 3).toPlainString();
                    case MONEY -> BigDecimal.valueOf(number, 2).toPlainString();
                    default -> number.toString();
                };
            case Boolean flag -> texts.say("flag." + flag);
            case Instant at -> CLOCK.format(at.atZone(Show.ZONE));
            case LocalDate day -> day.toString();
            case String text when column.type() == ColumnType.MASKED -> Masks.mask(text);
            case String text when column.type() == ColumnType.CODE -> cell(Words.of(texts, text));
            case String text -> cell(text);
            default -> throw new IllegalStateException("no cell for " + value.getClass());
        };
    }

    private static String lines(Stream<List<String>> rows) {
        StringWriter out = new StringWriter();
        try (CsvWriter csv =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out)) {
            rows.forEach(csv::writeRecord);
        } catch (IOException e) {
            throw new IllegalStateException("a string takes everything", e);
        }
        return out.toString();
    }
}
