package qingshan.gateway.operator;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Home;
import qingshan.rules.Refusal;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonInteger;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;

/**
 * The file in a home that says where its gateway listens, for commands on the same machine. Only the home's owner can read
 * it, so who knows its token is the operator.
 *
 * @param pid of the gateway's process
 * @param url where this machine reaches it
 * @param token 64 hex digits, anew for each start
 */
public record RunningFile(long pid, URI url, String token) {
    private static final String NAME = "gateway.json";

    /** A fresh token. */
    public static String newToken() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** That of a home, if a gateway wrote one and its process is still there. */
    public static Optional<RunningFile> read(Home home) {
        Path file = home.path().resolve(NAME);
        try {
            JsonObject json = JsonParser.object(Files.readString(file));
            String url = json.text("url");
            String token = json.text("token");
            if (url == null || token == null || !(json.get("pid") instanceof JsonInteger(long pid))) {
                return Optional.empty();
            }
            return ProcessHandle.of(pid).map(_ -> new RunningFile(pid, URI.create(url), token));
        } catch (IOException | Refusal | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Writes it. */
    public void write(Home home) {
        String json = CanonicalJson.write(JsonObject.of("pid", new JsonInteger(pid))
                .with("url", url.toString())
                .with("token", token));
        Path file = home.path().resolve(NAME);
        try {
            Home.writeSecret(file, json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw OperatorException.of("running.file", e, file, Trouble.of(e));
        }
    }

    /** Removes it. */
    public static void delete(Home home) {
        try {
            Files.deleteIfExists(home.path().resolve(NAME));
        } catch (IOException e) {
            System.getLogger(RunningFile.class.getName()).log(System.Logger.Level.DEBUG, "deleting", e);
        }
    }
}
