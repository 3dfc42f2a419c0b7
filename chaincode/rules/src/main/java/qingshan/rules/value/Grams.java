package qingshan.rules.value;

import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.Refusal;
import qingshan.rules.json.BadMember;
import qingshan.rules.json.JsonObject;

/**
 * A weight of tea in grams; never negative.
 *
 * @param value from 0
 */
public record Grams(long value) implements Comparable<Grams> {
    /** Nothing. */
    public static final Grams ZERO = new Grams(0);

    /** Refuses what is out of bounds. */
    public Grams {
        Check.within(value, 0, Bounds.INTEGER_MAX);
    }

    /**
     * The sum.
     *
     * @throws Refusal TOO_LARGE beyond what the ledger's numbers hold
     */
    public Grams plus(Grams other) {
        long sum = Math.addExact(value, other.value);
        if (sum > Bounds.INTEGER_MAX) {
            throw new Refusal(Code.TOO_LARGE, JsonObject.EMPTY.with("gramsMax", Bounds.INTEGER_MAX));
        }
        return new Grams(sum);
    }

    /** The difference; the other is not more. */
    public Grams minus(Grams other) {
        return new Grams(Math.subtractExact(value, other.value));
    }

    /** Whether there is none. */
    public boolean isZero() {
        return value == 0;
    }

    /** Refuses nothing at all where something must move; {@code member} is its name. */
    public Grams positive(String member) {
        if (value == 0) {
            throw new BadMember(member, "is zero");
        }
        return this;
    }

    @Override
    public int compareTo(Grams other) {
        return Long.compare(value, other.value);
    }
}
