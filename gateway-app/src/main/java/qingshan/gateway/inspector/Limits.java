package qingshan.gateway.inspector;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.InspectionItemRow;
import qingshan.gateway.keeper.Db;

/**
 * What standards allow of items in tea, as this organization's policy has it. It is shown beside what a laboratory wrote and
 * decides nothing: the verdict is the laboratory's.
 *
 * @param all the newest first
 */
public record Limits(List<Limit> all) {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    /**
     * A limit.
     *
     * @param item as reports write it, or how they begin
     * @param from the day from which it holds
     * @param milligrams per kilogram
     * @param standard that sets it
     * @param isVerified whether somebody compared it with the standard
     */
    public record Limit(String item, LocalDate from, BigDecimal milligrams, String standard, boolean isVerified) {
        /** Whether a laboratory judged by another limit. */
        public boolean differs(InspectionItemRow tested) {
            Matcher number = NUMBER.matcher(tested.limit());
            return !number.find() || new BigDecimal(number.group()).compareTo(milligrams) != 0;
        }
    }

    static Limits inForce(Db db) {
        return new Limits(db.list(
                "SELECT item, effective_from, milligrams_per_kg, standard, status = 'verified' FROM own.limit_policy"
                        + " ORDER BY effective_from DESC, length(item) DESC",
                row -> new Limit(
                        row.getString(1),
                        row.getObject(2, LocalDate.class),
                        row.getBigDecimal(3),
                        row.getString(4),
                        row.getBoolean(5))));
    }

    /** The limit of an item on a day, or null. */
    public @Nullable Limit of(InspectionItemRow tested, LocalDate day) {
        return all.stream()
                .filter(limit -> !limit.from.isAfter(day) && tested.name().startsWith(limit.item))
                .findFirst()
                .orElse(null);
    }
}
