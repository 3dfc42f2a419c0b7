package qingshan.proof.pack;

/** Why a pack is not proven; the first that is found is told. */
public enum Flaw {
    /** Something is wrong with the export, which therefore proves nothing. */
    EXPORT,
    /** The export has no such run. */
    RUN,
    /** The run says something else of its packs. */
    FACTS,
    /** The run stands elsewhere in the export than the proof says. */
    PACKED,
    /** No such chunk of serials was issued to the run. */
    CHUNK,
    /** The chunk stands elsewhere in the export than the proof says. */
    ISSUED,
    /** The path does not lead from the serial to the chunk's root. */
    PATH,
    /** The serial is void: no pack carries it. */
    VOID
}
