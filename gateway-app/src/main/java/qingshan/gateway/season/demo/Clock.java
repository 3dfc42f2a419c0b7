package qingshan.gateway.season.demo;

import java.time.LocalDateTime;

/** Writes times in the three ways that a market's clerks do. */
final class Clock {
    private Clock() {}

    static String write(LocalDateTime time, Dice dice) {
        return switch (dice.weighted(85.6, 7.6, 6.8)) {
            case 0 ->
                time.toLocalDate() + " " + two(time.getHour()) + ":" + two(time.getMinute()) + ":"
                        + two(time.getSecond());
            case 1 ->
                time.getYear() + "/" + time.getMonthValue() + "/" + time.getDayOfMonth() + " " + time.getHour() + ":"
                        + two(time.getMinute());
            default ->
                time.getYear() + "年" + time.getMonthValue() + "月" + time.getDayOfMonth() + "日 " + time.getHour() + "时"
                        + time.getMinute() + "分";
        };
    }

    private static String two(int n) {
        return n < 10 ? "0" + n : Integer.toString(n);
    }
}
