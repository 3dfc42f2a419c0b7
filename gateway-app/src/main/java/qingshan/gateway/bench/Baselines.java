package qingshan.gateway.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import qingshan.gateway.home.Database;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonObject;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.signature.Base64Url;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;

/** What the machine gives bare: a ledger's figures are read beside these. */
final class Baselines {
    private static final Duration WARM_UP = Duration.ofMillis(500);
    private static final Duration MEASURED = Duration.ofSeconds(3);
    /** Of a row, and of what is appended to a file. */
    static final int SMALL_BYTES = 256;

    private static final int SIGNERS = 64;
    private static final int SIGNED_EACH = 8;

    private final Ground ground;

    Baselines(Ground ground) {
        this.ground = ground;
    }

    /** A few bytes appended to a file and forced to the disk. */
    Load.Result sync() throws IOException, InterruptedException {
        try (FileChannel file = FileChannel.open(
                ground.directory().resolve("sync"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(someBytes());
            return load(1, _ -> () -> {
                bytes.rewind();
                file.write(bytes);
                file.force(false);
                return true;
            });
        }
    }

    /** One row of some bytes inserted and committed, each by a connection of its own. */
    Load.Result insert(Database database, int connections) throws SQLException, InterruptedException {
        List<Connection> open = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                open.add(database.connect("qingshan bench", ""));
            }
            try (Statement statement = open.getFirst().createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS public.bare"
                        + " (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, data bytea NOT NULL)");
            }
            List<PreparedStatement> inserts = new ArrayList<>();
            for (Connection connection : open) {
                connection.setAutoCommit(true);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO public.bare (data) VALUES (?)");
                insert.setBytes(1, someBytes());
                inserts.add(insert);
            }
            return load(connections, i -> () -> inserts.get(i).executeUpdate() == 1);
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
    }

    /** ES256 signatures verified as the rules verify them, by keys that were seen before, as active cards' are. */
    Load.Result verify(int threads) throws InterruptedException {
        List<byte[][]> signed = new ArrayList<>();
        for (int signer = 0; signer < SIGNERS; signer++) {
            HolderKey key =
                    new HolderKey(new Id(Digest.of("signer " + signer).value().substring(0, 32)));
            byte[] point = Base64Url.decode(key.publicKey().point(), 65);
            for (int i = 0; i < SIGNED_EACH; i++) {
                byte[] message = CanonicalJson.bytes(
                        JsonObject.of("message", "x".repeat(600)).with("number", i));
                signed.add(new byte[][] {point, message, key.sign(message)});
            }
        }
        return load(threads, thread -> {
            int[] next = {thread};
            return () -> {
                byte[][] one = signed.get(Math.floorMod(next[0]++ * 31, signed.size()));
                if (!Algorithm.ES256.verifier().verify(one[0], one[1], one[2])) {
                    throw new IllegalStateException("a good signature was refused");
                }
                return true;
            };
        });
    }

    private Load.Result load(int threads, java.util.function.IntFunction<Load.Step> steps) throws InterruptedException {
        return Load.run(threads, ground.time(WARM_UP), ground.time(MEASURED), steps);
    }

    private static byte[] someBytes() {
        byte[] bytes = new byte[SMALL_BYTES];
        new SplittableRandom(1).nextBytes(bytes);
        return bytes;
    }
}
