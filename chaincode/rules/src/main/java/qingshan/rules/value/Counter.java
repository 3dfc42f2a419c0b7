package qingshan.rules.value;

import qingshan.rules.Bounds;

/**
 * One signature's place in the count that a card's key keeps: each is used once, gaps are allowed.
 *
 * @param card whose
 * @param key which of the card's keys, from 1
 * @param n the count, from 1
 */
public record Counter(Id card, int key, long n) {
    /** Refuses what is out of bounds. */
    public Counter {
        Check.within(key, 1, Bounds.KEYS_MAX);
        Check.within(n, 1, Bounds.COUNTER_MAX);
    }
}
