package qingshan.gateway.home;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import qingshan.gateway.Trouble;

/**
 * A file that one holder at a time has locked, among the threads of this process and among processes. The operating system
 * lets go of it when its holder dies.
 */
public final class FileMutex implements AutoCloseable {

    /** A file lock belongs to the whole process, so threads need a lock of their own. */
    private static final ConcurrentMap<Path, ReentrantLock> WITHIN_PROCESS = new ConcurrentHashMap<>();

    private final ReentrantLock lock;
    private final FileChannel channel;

    private FileMutex(ReentrantLock lock, FileChannel channel) {
        this.lock = lock;
        this.channel = channel;
    }

    /**
     * Waits until the file is this holder's.
     *
     * @throws HomeException if it cannot be locked
     */
    public static FileMutex take(Path file) {
        ReentrantLock lock = WITHIN_PROCESS.computeIfAbsent(file, path -> new ReentrantLock());
        lock.lock();
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return new FileMutex(lock, channel);
        } catch (IOException e) {
            lock.unlock();
            throw HomeException.of("lock", e, file, Trouble.of(e));
        }
    }

    /**
     * Takes the file if nobody has it.
     *
     * @throws HomeException if it cannot be locked
     */
    public static Optional<FileMutex> tryTake(Path file) {
        ReentrantLock lock = WITHIN_PROCESS.computeIfAbsent(file, path -> new ReentrantLock());
        if (!lock.tryLock()) {
            return Optional.empty();
        }
        boolean taken = false;
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                taken = channel.tryLock() != null;
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
            return taken ? Optional.of(new FileMutex(lock, channel)) : Optional.empty();
        } catch (IOException e) {
            throw HomeException.of("lock", e, file, Trouble.of(e));
        } finally {
            if (!taken) {
                lock.unlock();
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw HomeException.of("unlock", e, Trouble.of(e));
        } finally {
            lock.unlock();
        }
    }
}
