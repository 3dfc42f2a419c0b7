package qingshan.rules.lot;

/** Has the {@link RecordKeeping} of a command under way. */
@FunctionalInterface
public interface Keeper {
    /** Of this command, which moves grams. */
    RecordKeeping get();
}
