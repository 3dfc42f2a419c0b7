package qingshan.gateway.network.install;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A pinned release: what is brought where programs lack, and which versions are accepted where they are there.
 *
 * @param version such as {@code 3.1.5}
 * @param from the first version that is accepted, such as {@code 3.1}
 * @param below the first one after it that is not
 * @param archive the file's name, for this machine's system and processor
 * @param directory the address of the directory that holds it, ending with a slash
 * @param programs that it brings
 * @param sha256 of the archive in lower-case hexadecimal, if recorded
 */
record Release(
        String version,
        Version from,
        Version below,
        String archive,
        URI directory,
        List<Program> programs,
        @Nullable String sha256) {

    /** Fabric's and Fabric CA's. */
    static List<Release> pinned() {
        Properties texts = new Properties();
        try (InputStream in = Release.class.getResourceAsStream("releases.txt")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks releases.txt");
            }
            texts.load(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return List.of(of(texts, "fabric."), of(texts, "ca."));
    }

    private static Release of(Properties texts, String which) {
        String version = texts.getProperty(which + "version");
        String archive = filled(texts.getProperty(which + "archive"), version);
        return new Release(
                version,
                Version.known(texts.getProperty(which + "from")),
                Version.known(texts.getProperty(which + "below")),
                archive,
                URI.create(filled(texts.getProperty(which + "url"), version)),
                List.of(texts.getProperty(which + "programs").split(" ", -1)).stream()
                        .map(Program::named)
                        .toList(),
                texts.getProperty("sha256." + archive));
    }

    private static String filled(String pattern, String version) {
        return pattern.replace("{version}", version).replace("{os}", system()).replace("{arch}", processor());
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    }

    private static String processor() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }

    /** Whether a program of this release may have this version. */
    boolean accepts(Version found) {
        return found.compareTo(from) >= 0 && found.compareTo(below) < 0;
    }
}
