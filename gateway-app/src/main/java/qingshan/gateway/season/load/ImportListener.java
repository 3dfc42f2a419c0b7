package qingshan.gateway.season.load;

/** Is told how far an import is. Called by one thread. */
public interface ImportListener {
    /**
     * Rows were read and checked.
     *
     * @param rows so far, of all files
     */
    void staged(long rows);

    /**
     * Entries were decided.
     *
     * @param done so far, with those of earlier attempts at this run
     * @param all of this run
     */
    void decided(long done, long all);
}
