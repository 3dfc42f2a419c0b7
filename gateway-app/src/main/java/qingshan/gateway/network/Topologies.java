package qingshan.gateway.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import qingshan.gateway.Trouble;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;

/** Finds a topology: one of those that come with the program, by its name, or any other, by its file. */
public final class Topologies {
    /** Those that come with the program. */
    public static final List<String> SHIPPED = List.of("small", "county");

    private static final int BYTES_MAX = 1 << 20;

    private Topologies() {}

    /**
     * Reads one.
     *
     * @param said a name, or the path of a file
     * @throws NetworkException if there is none, or it is not as it must be
     */
    public static Topology of(String said) {
        try {
            if (SHIPPED.contains(said)) {
                try (InputStream shipped = Topologies.class.getResourceAsStream("topologies/" + said + ".json")) {
                    if (shipped == null) {
                        throw new IllegalStateException("the program lacks its topology " + said);
                    }
                    return read(said, shipped);
                }
            }
            Path file = Path.of(said);
            if (!Files.isRegularFile(file)) {
                throw NetworkException.of("topology.none", null, said, String.join(", ", SHIPPED));
            }
            try (InputStream in = Files.newInputStream(file)) {
                return read(said, in);
            }
        } catch (IOException e) {
            throw NetworkException.of("topology.unread", e, said, Trouble.of(e));
        }
    }

    private static Topology read(String said, InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(BYTES_MAX + 1);
        if (bytes.length > BYTES_MAX) {
            throw NetworkException.of("topology.large", null, said, BYTES_MAX);
        }
        try {
            Topology topology =
                    Records.read(JsonParser.object(new String(bytes, StandardCharsets.UTF_8)), Topology.class);
            TopologyCheck.check(said, topology);
            return topology;
        } catch (Refusal refusal) {
            throw NetworkException.of(
                    "topology.wrong",
                    refusal,
                    said,
                    String.valueOf(refusal.detail().text("field")),
                    String.valueOf(refusal.detail().text("problem")),
                    refusal.code());
        }
    }
}
