package qingshan.gateway.trace;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import qingshan.gateway.Trouble;
import qingshan.gateway.follower.Change;
import qingshan.gateway.follower.Decoded;
import qingshan.gateway.follower.FollowerException;
import qingshan.gateway.follower.MemoryRows;
import qingshan.gateway.follower.Row;
import qingshan.gateway.follower.Row.PartRow;
import qingshan.gateway.follower.Row.RecordRow;
import qingshan.proof.export.ExportReader;
import qingshan.proof.offence.OffenceFound;

/** The rows that an export's blocks make, in memory. Its chain is checked and no signature: audit it before. */
public final class ExportGraph implements RecordGraph {
    private final MemoryRows rows;
    private final Map<String, List<PartRow>> byRecord = new HashMap<>();
    private final Map<String, List<PartRow>> bySource = new HashMap<>();

    private ExportGraph(MemoryRows rows) {
        this.rows = rows;
        for (PartRow part : rows.rows(PartRow.class)) {
            byRecord.computeIfAbsent(part.record(), key -> new ArrayList<>()).add(part);
            bySource.computeIfAbsent(part.fromRecord(), key -> new ArrayList<>())
                    .add(part);
        }
    }

    /**
     * Reads an export.
     *
     * @throws TraceException if it cannot be read, is damaged or its blocks are no chain
     */
    public static ExportGraph read(Path export) {
        MemoryRows rows = new MemoryRows();
        try (ExportReader reader = new ExportReader(Files.newInputStream(export))) {
            ByteString previousHash = ByteString.EMPTY;
            long number = 0;
            for (byte[] block = reader.next(); block != null; block = reader.next()) {
                Decoded decoded = Decoded.of(number, block);
                decoded.mustFollow(number, previousHash);
                for (Change change : decoded.changes()) {
                    rows.apply(change);
                }
                previousHash = decoded.block().hash();
                number++;
            }
        } catch (IOException e) {
            throw TraceException.of("export", e, export, Trouble.of(e));
        } catch (OffenceFound | FollowerException e) {
            throw TraceException.of("damaged", e, export);
        }
        return new ExportGraph(rows);
    }

    @Override
    public <R extends Row> List<R> rows(Class<R> type, String column, Collection<String> values) {
        Set<String> wanted = Set.copyOf(values);
        return rows.rows(type).stream()
                .filter(row -> wanted.contains(String.valueOf(row.value(column))))
                .toList();
    }

    @Override
    public List<PartRow> back(Collection<String> records) {
        Set<PartRow> reached = new LinkedHashSet<>();
        ArrayDeque<PartRow> open = new ArrayDeque<>();
        for (String record : records) {
            open.addAll(byRecord.getOrDefault(record, List.of()));
        }
        while (!open.isEmpty()) {
            PartRow part = open.remove();
            if (reached.add(part)) {
                for (PartRow source : byRecord.getOrDefault(part.fromRecord(), List.of())) {
                    if (part.fromRank() != 1 || source.ord() == part.fromOrd()) {
                        open.add(source);
                    }
                }
            }
        }
        return List.copyOf(reached);
    }

    @Override
    public List<PartRow> forward(Collection<String> records) {
        Set<PartRow> reached = new LinkedHashSet<>();
        ArrayDeque<PartRow> open = new ArrayDeque<>();
        for (String record : records) {
            open.addAll(bySource.getOrDefault(record, List.of()));
        }
        while (!open.isEmpty()) {
            PartRow part = open.remove();
            RecordRow taker = rows.find(RecordRow.class, part.record());
            if (taker != null && taker.reversedBy() == null && taker.reverses() == null && reached.add(part)) {
                int ord = taker.kind().equals("slip") ? part.ord() : 0;
                for (PartRow next : bySource.getOrDefault(part.record(), List.of())) {
                    if (next.fromOrd() == ord) {
                        open.add(next);
                    }
                }
            }
        }
        return List.copyOf(reached);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
