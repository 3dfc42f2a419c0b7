package qingshan.rules.value;

import qingshan.rules.Bounds;
import qingshan.rules.json.BadMember;

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
        within("key", key, Bounds.KEYS_MAX);
        within("n", n, Bounds.COUNTER_MAX);
    }

    private static void within(String member, long value, long max) {
        if (value < 1 || value > max) {
            throw new BadMember(member, "is not from 1 to " + max);
        }
    }
}
