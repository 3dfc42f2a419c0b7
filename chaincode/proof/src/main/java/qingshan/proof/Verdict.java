package qingshan.proof;

/** What an audit comes to. */
public enum Verdict {
    /** Something is wrong; the first offence says what and where. */
    OFFENCE,
    /** Consistent with itself, and not shown to be the ledger that others saw. */
    CONSISTENT,
    /** The very ledger whose head the asker saw, under roots that the asker trusts. */
    SHOWN
}
