package qingshan.gateway.season.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What goes wrong between a scale and a spreadsheet, in the shares measured in a county's spring market: a slip in 38, a
 * processing in 25, a packing in 20 is wrong; many more are merely untidy. Rows that come late or twice are held back in
 * a short queue.
 */
final class Mess {
    private static final List<String> NO_NUMBERS = List.of("十二", "abc", "1e3", "12,5.3", ".5", "0", "-3", "1.2345");
    private static final List<String> NO_TIMES = List.of("昨天", "45789.5", "2026-13-05 08:00:00", "2026-03-05T08:00:00");
    private static final String NO_CARD = "SJ9999999";
    private static final int QUEUE_MAX = 64;

    /** A row, and how many others go before it. */
    private static final class Held {
        final String[] row;
        int rowsLeft;

        Held(String[] row, int rowsLeft) {
            this.row = row;
            this.rowsLeft = rowsLeft;
        }
    }

    private final TableFile out;
    private final Dice dice;
    private final List<Held> queue = new ArrayList<>();

    Mess(TableFile out, Dice dice) {
        this.out = out;
        this.dice = dice;
    }

    /**
     * Writes a slip, in order or not.
     *
     * @param row its fields, to be changed
     * @param priceFen price, for a weight that is changed together with its amount
     * @return how many rows more than one it comes to
     */
    int slip(String[] row, long grams, long priceFen) throws IOException {
        if (!row[11].isEmpty() && dice.chance(0.01)) {
            row[11] = dice.chance(0.5) ? "" : "HG9999999";
        }
        if (!dice.chance(0.0262)) {
            untidy(row);
            emit(row);
            return 0;
        }
        String[] again = null;
        switch (dice.weighted(20, 25, 15, 15, 16, 23, 15, 18, 18, 14, 3)) {
            case 0 -> row[9] = Shape.money(Shape.amountFen(grams, priceFen) + dice.between(3, 900));
            case 1 -> row[7 + dice.below(3)] = dice.pick(NO_NUMBERS);
            case 2 -> row[1] = dice.pick(NO_TIMES);
            case 3 -> {
                again = row.clone();
                again[7] = Shape.decimal(grams + dice.between(1, 90), 3);
            }
            case 4 -> {
                again = row.clone();
                again[7] = again[7] + " ";
            }
            case 5 -> row[dice.pick(List.of(0, 1, 3, 3, 4, 5, 6, 7, 8, 9))] = "";
            case 6 -> row[1] = "2019-11-03 10:00:00";
            case 7 -> weigh(row, grams + 90_000_000L + dice.below(50_000), priceFen);
            case 8 -> row[3] = row[4];
            case 9 -> row[3 + dice.below(2)] = NO_CARD;
            default -> row[9] = row[9].substring(0, row[9].indexOf('.'));
        }
        untidy(row);
        emit(row);
        return again == null ? 0 : repeat(again);
    }

    /** Writes a processing. */
    void processing(String[] row, long gramsOut) throws IOException {
        if (dice.chance(0.04)) {
            switch (dice.weighted(24, 7, 4, 4, 3, 1, 2, 1)) {
                case 0 -> row[6] = Shape.decimal(Math.max(1, gramsOut * (dice.chance(0.5) ? 17 : 5) / 10), 3);
                case 1 -> row[1] = NO_CARD;
                case 2 -> row[2] = "同日";
                case 3 -> repeat(row.clone());
                case 4 -> row[4] = "一百";
                case 5 -> {
                    String[] again = row.clone();
                    again[6] = Shape.decimal(gramsOut + 1, 3);
                    repeat(again);
                }
                case 6 -> row[dice.pick(List.of(0, 2, 3, 4, 5, 6))] = "";
                default -> row[2] = "2019-11-03 10:00:00";
            }
        }
        emit(row);
    }

    /** Writes a packing; {@code otherGtin} is the same factory's product of another size. */
    void packing(String[] row, String otherGtin) throws IOException {
        if (dice.chance(0.052)) {
            switch (dice.weighted(12, 4, 4, 4, 1, 1, 1, 1, 1, 1)) {
                case 0 -> row[5] = Integer.toString(100_000 + dice.below(900));
                case 1 -> row[6] = row[6].substring(0, 12) + (char) ('0' + (row[6].charAt(12) - '0' + 3) % 10);
                case 2 -> row[6] = otherGtin;
                case 3 -> row[3] = row[3].substring(0, 4) + "999999";
                case 4 -> row[5] = "0";
                case 5 -> row[2] = "当天";
                case 6 -> row[1] = NO_CARD;
                case 7 -> row[dice.pick(List.of(0, 3, 4, 6))] = "";
                case 8 -> repeat(row.clone());
                default -> {
                    String[] again = row.clone();
                    again[5] = again[5] + "1";
                    repeat(again);
                }
            }
        }
        emit(row);
    }

    /** Writes what is still held back. */
    void finish() throws IOException {
        for (Held held : queue) {
            out.write(held.row);
        }
        queue.clear();
    }

    private int repeat(String[] row) {
        hold(row);
        return 1;
    }

    private void weigh(String[] row, long grams, long priceFen) {
        row[7] = Shape.decimal(grams, 3);
        row[9] = Shape.money(Shape.amountFen(grams, priceFen));
    }

    /** What a careful reader still reads. */
    private void untidy(String[] row) {
        switch (dice.weighted(2, 2, 1, 95)) {
            case 0 -> row[7] = " " + row[7] + "  ";
            case 1 -> row[7] = fullWidth(row[7]);
            case 2 -> row[9] = grouped(row[9]);
            default -> {}
        }
    }

    private void emit(String[] row) throws IOException {
        if (dice.chance(0.01) && queue.size() < QUEUE_MAX) {
            hold(row);
        } else {
            out.write(row);
        }
        for (int i = queue.size() - 1; i >= 0; i--) {
            if (queue.get(i).rowsLeft-- <= 0) {
                out.write(queue.remove(i).row);
            }
        }
    }

    private void hold(String[] row) {
        queue.add(new Held(row, dice.between(1, 60)));
    }

    private static String fullWidth(String text) {
        StringBuilder wide = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            wide.append(c == '.' || (c >= '0' && c <= '9') ? (char) (c + ('０' - '0')) : c);
        }
        return wide.toString();
    }

    private static String grouped(String amount) {
        int point = amount.indexOf('.');
        if (point < 4) {
            return amount;
        }
        StringBuilder out = new StringBuilder(amount);
        for (int i = point - 3; i > 0; i -= 3) {
            out.insert(i, ',');
        }
        return out.toString();
    }
}
