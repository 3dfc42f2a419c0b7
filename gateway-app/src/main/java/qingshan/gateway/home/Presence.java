package qingshan.gateway.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import qingshan.gateway.Trouble;

/**
 * Who uses something, among processes: each holds a share of a lock on one file, which ends with the process however that
 * ends. Callers of all methods hold a mutex of their own.
 */
final class Presence {

    private record Share(FileChannel channel, FileLock lock, int users) {}

    /** The operating system knows one share for each process, so users within one are counted. */
    private static final Map<Path, Share> SHARES = new HashMap<>();

    private Presence() {}

    /** One more user. */
    static synchronized void enter(Path file) {
        Share share = SHARES.get(file);
        try {
            if (share == null) {
                FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                share = new Share(channel, channel.lock(0, Long.MAX_VALUE, true), 0);
            }
            SHARES.put(file, new Share(share.channel, share.lock, share.users + 1));
        } catch (IOException e) {
            throw HomeException.of("lock", e, file, Trouble.of(e));
        }
    }

    /** One user less; true if that was the last one. */
    static synchronized boolean leave(Path file) {
        Share share = SHARES.remove(file);
        if (share == null) {
            throw new IllegalStateException("nobody entered " + file);
        }
        if (share.users > 1) {
            SHARES.put(file, new Share(share.channel, share.lock, share.users - 1));
            return false;
        }
        try (FileChannel channel = share.channel) {
            share.lock.release();
            // All of it, instead of a share, is to be had only if nobody else has one.
            return channel.tryLock() != null;
        } catch (IOException e) {
            throw HomeException.of("unlock", e, Trouble.of(e));
        }
    }
}
