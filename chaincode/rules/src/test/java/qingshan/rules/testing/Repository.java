package qingshan.rules.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sources and documents are that a test reads. */
public final class Repository {
    private Repository() {}

    /** The directory of the parent POM. */
    public static Path root() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("chaincode/rules"))) {
                return at;
            }
        }
        throw new IllegalStateException("not run inside the repository");
    }
}
