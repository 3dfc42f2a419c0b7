package qingshan.gateway.network.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import qingshan.gateway.Sha256;
import qingshan.gateway.Trouble;

/**
 * The SHA-256 digests by which archives are known, by the archives' names: those that the operator gives, those that the
 * pinned releases record, and those of earlier downloads, which are remembered in the cache. A given one outranks a
 * remembered one, and takes its place.
 */
final class Digests {
    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](\\S{1,255})");
    private static final int FILE_BYTES_MAX = 1 << 20;

    private final Path file;
    private final Map<String, String> given;
    private final Map<String, String> remembered;

    /**
     * @param file where digests are remembered
     * @param given by the operator, in hexadecimal
     */
    Digests(Path file, Map<String, String> given) {
        this.file = file;
        this.given = given;
        this.remembered = Files.exists(file) ? read(file) : Map.of();
    }

    /**
     * Reads a file of digests as {@code sha256sum} writes it: 64 hexadecimal digits, two characters, a name, on each line.
     *
     * @return digests in lower case, by name
     * @throws InstallException if it cannot be read, or is no such file
     */
    static Map<String, String> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(FILE_BYTES_MAX + 1), StandardCharsets.UTF_8);
            Map<String, String> digests = new TreeMap<>();
            for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
                Matcher digest = LINE.matcher(line);
                if (text.length() > FILE_BYTES_MAX || !digest.matches()) {
                    throw InstallException.of("digests.bad", null, file);
                }
                digests.put(digest.group(2), digest.group(1).toLowerCase(Locale.ROOT));
            }
            return digests;
        } catch (IOException e) {
            throw InstallException.of("digests.unread", e, file, Trouble.of(e));
        }
    }

    /**
     * Compares an archive with what is known of it.
     *
     * @param recorded by the pinned releases; empty if none is
     * @param trusted whether it came over a connection that tells who sends, which is all that vouches for an unknown one
     * @return its digest
     * @throws InstallException if it has another one
     */
    String check(Path archive, String recorded, boolean trusted, Watcher watcher) {
        String name = archive.getFileName().toString();
        String digest = of(archive);
        String asked = given.getOrDefault(name, "");
        if (!asked.isEmpty()) {
            compare("digest.given", archive, digest, asked);
        }
        if (!recorded.isEmpty()) {
            compare("digest.recorded", archive, digest, recorded);
        }
        String before = remembered.getOrDefault(name, "");
        if (asked.isEmpty() && !before.isEmpty()) {
            compare("digest.remembered", archive, digest, before);
        }
        boolean known = !(asked + recorded + before).isEmpty();
        watcher.say(Said.of(known ? "digest.same" : trusted ? "digest.tls" : "digest.nobody", name, digest));
        return digest;
    }

    private void compare(String who, Path archive, String digest, String expected) {
        if (!digest.equals(expected)) {
            throw InstallException.of("digest.other", null, archive, digest, expected, Said.of(who, file.toString()));
        }
    }

    private static String of(Path archive) {
        MessageDigest digest = Sha256.start();
        byte[] block = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(archive)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
        } catch (IOException e) {
            throw InstallException.of("archive.unread", e, archive, Trouble.of(e));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Remembers digests of archives that turned out to be good, so that the next ones of their names must be the same. */
    void remember(Map<String, String> good) {
        Map<String, String> all = new TreeMap<>(remembered);
        all.putAll(good);
        try {
            Path half = Files.createTempFile(file.getParent(), "fabric-archives-", ".new");
            Files.writeString(
                    half,
                    all.entrySet().stream()
                            .map(known -> known.getValue() + "  " + known.getKey() + "\n")
                            .collect(Collectors.joining()));
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw InstallException.of("disk", e, file.getParent(), Trouble.of(e));
        }
    }
}
