package qingshan.gateway.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a few megabytes, in memory, which can be filled. Needs the right to mount. */
public final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTE = 1024 * 1024;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** Whether this machine lets one be mounted. */
    public static boolean isToBeHad(Path directory) throws IOException, InterruptedException {
        Path probe = Files.createDirectories(directory.resolve("probe"));
        if (!succeeds("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", probe.toString())) {
            return false;
        }
        return succeeds("umount", probe.toString());
    }

    public static SmallDisk mount(Path directory, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        if (!succeeds("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString())) {
            throw new IllegalStateException("cannot mount " + directory);
        }
        return new SmallDisk(directory);
    }

    public Path directory() {
        return directory;
    }

    /** Fills it but for so many megabytes. */
    public void fillTo(int megabytesLeft) throws IOException {
        Path ballast = directory.resolve("ballast");
        Files.deleteIfExists(ballast);
        long bytes = Files.getFileStore(directory).getUsableSpace() - (long) megabytesLeft * MEGABYTE;
        byte[] zeros = new byte[MEGABYTE];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long left = bytes; left > 0; left -= MEGABYTE) {
                out.write(zeros, 0, (int) Math.min(left, MEGABYTE));
            }
        } catch (FileSystemException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives the space back. */
    public void empty() throws IOException {
        Files.deleteIfExists(directory.resolve("ballast"));
    }

    @Override
    public void close() throws IOException {
        try {
            succeeds("umount", "-l", directory.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such program here
        }
    }
}
