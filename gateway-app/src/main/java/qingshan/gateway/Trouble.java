package qingshan.gateway;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the machine or its database did that made a command fail: told from types and codes, so that nobody has to read the
 * wording of a driver. Its sentence is the clause that ends another one: what is wrong, and what to do about it.
 *
 * @param kind what is wrong
 * @param detail what else there is to say, where the kind does not say all; else empty
 */
public record Trouble(Kind kind, String detail) implements Explained {

    /** What can be wrong beneath a command. */
    public enum Kind {
        DISK_FULL,
        DISK_READ_ONLY,
        DENIED,
        ABSENT,
        DIRECTORY,
        NOT_A_DIRECTORY,
        TOO_MANY_FILES,
        MEMORY,
        DATABASE_MEMORY,
        DATABASE_LOST,
        DATABASE_STARTING,
        DATABASE_UNREACHABLE,
        DATABASE_LOGIN,
        DATABASE_ABSENT,
        DATABASE_FORBIDDEN,
        DATABASE_READ_ONLY,
        DATABASE_CONNECTIONS,
        DATABASE_DAMAGED,
        /** The database reports what this program does not expect; the detail is its SQLSTATE. */
        DATABASE,
        /** The operating system reports what this program does not expect; the detail is what it says. */
        SYSTEM,
        /** Nobody expected it; the detail is the exception's class. */
        UNFORESEEN
    }

    /** PostgreSQL's codes, and the classes (the first two characters) of those that need no telling apart. */
    private static final Map<String, Kind> BY_SQLSTATE = Map.ofEntries(
            Map.entry("53100", Kind.DISK_FULL),
            Map.entry("53200", Kind.DATABASE_MEMORY),
            Map.entry("53300", Kind.DATABASE_CONNECTIONS),
            Map.entry("57P01", Kind.DATABASE_LOST),
            Map.entry("57P02", Kind.DATABASE_LOST),
            Map.entry("57P03", Kind.DATABASE_STARTING),
            Map.entry("57P05", Kind.DATABASE_LOST),
            Map.entry("08001", Kind.DATABASE_UNREACHABLE),
            Map.entry("08004", Kind.DATABASE_LOGIN),
            Map.entry("08", Kind.DATABASE_LOST),
            Map.entry("28", Kind.DATABASE_LOGIN),
            Map.entry("3D000", Kind.DATABASE_ABSENT),
            Map.entry("42501", Kind.DATABASE_FORBIDDEN),
            Map.entry("25006", Kind.DATABASE_READ_ONLY),
            Map.entry("58", Kind.DATABASE_DAMAGED),
            Map.entry("XX001", Kind.DATABASE_DAMAGED),
            Map.entry("XX002", Kind.DATABASE_DAMAGED));

    /** Java has no types for these; the words are the C library's, in the languages that this program speaks. */
    private static final Map<String, Kind> BY_SYSTEM_WORDS = Map.ofEntries(
            Map.entry("No space left on device", Kind.DISK_FULL),
            Map.entry("设备上没有空间", Kind.DISK_FULL),
            Map.entry("Disk quota exceeded", Kind.DISK_FULL),
            Map.entry("超出磁盘限额", Kind.DISK_FULL),
            Map.entry("File too large", Kind.DISK_FULL),
            Map.entry("文件过大", Kind.DISK_FULL),
            Map.entry("Read-only file system", Kind.DISK_READ_ONLY),
            Map.entry("只读文件系统", Kind.DISK_READ_ONLY),
            Map.entry("Permission denied", Kind.DENIED),
            Map.entry("Operation not permitted", Kind.DENIED),
            Map.entry("Is a directory", Kind.DIRECTORY),
            Map.entry("是一个目录", Kind.DIRECTORY),
            Map.entry("Not a directory", Kind.NOT_A_DIRECTORY),
            Map.entry("不是目录", Kind.NOT_A_DIRECTORY),
            Map.entry("Too many open files", Kind.TOO_MANY_FILES),
            Map.entry("打开的文件过多", Kind.TOO_MANY_FILES));

    /** What lies beneath a failure, as far as it can be told. */
    public static Trouble of(Throwable failure) {
        Trouble told = known(failure);
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            Trouble deeper = known(cause);
            if (told.kind == Kind.UNFORESEEN || tellsMore(deeper)) {
                told = deeper;
            }
        }
        return told;
    }

    /** What the operating system's words mean, wherever they stand. */
    public static @Nullable Trouble inWords(String words) {
        return BY_SYSTEM_WORDS.entrySet().stream()
                .filter(known -> words.contains(known.getKey()))
                .map(known -> new Trouble(known.getValue(), ""))
                .findFirst()
                .orElse(null);
    }

    private static boolean tellsMore(Trouble deeper) {
        return switch (deeper.kind) {
            case DISK_FULL, DISK_READ_ONLY, TOO_MANY_FILES, MEMORY -> true;
            default -> false;
        };
    }

    private static Trouble known(Throwable failure) {
        return switch (failure) {
            case SQLException sql -> ofState(String.valueOf(sql.getSQLState()));
            case OutOfMemoryError _ -> new Trouble(Kind.MEMORY, "");
            case AccessDeniedException _ -> new Trouble(Kind.DENIED, "");
            case NoSuchFileException _ -> new Trouble(Kind.ABSENT, "");
            case FileNotFoundException _ -> new Trouble(Kind.ABSENT, "");
            case NotDirectoryException _ -> new Trouble(Kind.NOT_A_DIRECTORY, "");
            case ReadOnlyFileSystemException _ -> new Trouble(Kind.DISK_READ_ONLY, "");
            case IOException io -> ofSystem(io);
            default -> new Trouble(Kind.UNFORESEEN, failure.getClass().getSimpleName());
        };
    }

    private static Trouble ofState(String state) {
        Kind kind = BY_SQLSTATE.get(state);
        if (kind == null && state.length() == 5) {
            kind = BY_SQLSTATE.get(state.substring(0, 2));
        }
        return kind == null ? new Trouble(Kind.DATABASE, state) : new Trouble(kind, "");
    }

    private static Trouble ofSystem(IOException failure) {
        String said = String.valueOf(failure.getMessage());
        Trouble known = inWords(said);
        return known != null
                ? known
                : new Trouble(Kind.SYSTEM, failure.getClass().getSimpleName() + ": " + said);
    }

    @Override
    public String sentence(Locale locale) {
        return Sentences.of(Trouble.class, "Troubles", locale).say(kind.name(), detail);
    }
}
