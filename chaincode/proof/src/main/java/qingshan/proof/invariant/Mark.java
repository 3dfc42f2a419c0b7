package qingshan.proof.invariant;

import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;

/**
 * What a freeze or recall key holds.
 *
 * @param reason why
 * @param at when it was recorded
 * @param mspId who ordered it
 */
record Mark(Note reason, LedgerTime at, String mspId) {}
