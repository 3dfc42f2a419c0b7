package qingshan.gateway.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import qingshan.gateway.Trouble;

/** The three programs by which a peer takes our packages: what they need of chaincode is where its process listens. */
final class Builder {
    private Builder() {}

    /** Writes them where peers find them. */
    static void write(Place place) {
        for (String name : List.of("detect", "build", "release")) {
            Path script = place.builder().resolve("bin").resolve(name);
            try (InputStream in = Builder.class.getResourceAsStream("builder/bin/" + name)) {
                if (in == null) {
                    throw new IllegalStateException("the program lacks its builder");
                }
                Place.write(script, in.readAllBytes());
                if (!script.toFile().setExecutable(true)) {
                    throw NetworkException.of("builder.stiff", null, script);
                }
            } catch (IOException e) {
                throw NetworkException.of("file.unwritten", e, script, Trouble.of(e));
            }
        }
    }
}
