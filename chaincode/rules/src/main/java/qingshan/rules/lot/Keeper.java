package qingshan.rules.lot;

/** Makes the {@link RecordKeeping} of a command under way. */
@FunctionalInterface
public interface Keeper {
    /** Of this command. */
    RecordKeeping of(Recording recording);
}
