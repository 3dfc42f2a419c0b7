package qingshan.gateway.season.demo;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.PriorityQueue;

/** The factories' work: each makes tea of each grade once a day, and packs a part of half the batches within 30 hours. */
final class Works {
    private static final long LEAST_LEAF_GRAMS = 3_000;
    private static final int MINUTES_A_DAY = 1_440;

    private record Due(long minute, int factory, int grade, String batch, long grams) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int by = Long.compare(minute, other.minute);
            return by == 0 ? batch.compareTo(other.batch) : by;
        }
    }

    private final County county;
    private final Shape shape;
    private final Stock leaf;
    private final Stock made;
    private final Dice dice;
    private final Mess processing;
    private final Mess packing;
    private final int[][] startMinute;
    private final PriorityQueue<Due> packs = new PriorityQueue<>();
    private long batches;
    private long runs;

    Works(County county, Trade trade, TableFile processing, TableFile packing) {
        this.county = county;
        shape = county.shape;
        leaf = trade.leaf;
        made = trade.made;
        long seed = county.plan.seed();
        dice = new Dice(seed, "works");
        this.processing = new Mess(processing, new Dice(seed, "mess of processing"));
        this.packing = new Mess(packing, new Dice(seed, "mess of packing"));
        startMinute = new int[county.plan.factories()][Shape.GRADES.size()];
    }

    /** Sets when each factory makes tea of each grade today: mostly in the early afternoon. */
    void day() {
        for (int[] minutes : startMinute) {
            for (int grade = 0; grade < minutes.length; grade++) {
                minutes[grade] = Math.clamp(Math.round(845 + 150 * dice.normal()), 360, 1_230);
            }
        }
    }

    void minute(int day, int minute) throws IOException {
        for (int factory = 0; factory < startMinute.length; factory++) {
            for (int grade = 0; grade < startMinute[factory].length; grade++) {
                if (startMinute[factory][grade] == minute) {
                    process(day, minute, factory, grade);
                }
            }
        }
        long now = (long) day * MINUTES_A_DAY + minute;
        while (!packs.isEmpty() && packs.peek().minute() <= now) {
            pack(packs.remove());
        }
    }

    /** Packs what is still due, after the last day. */
    void finish() throws IOException {
        while (!packs.isEmpty()) {
            pack(packs.remove());
        }
        processing.finish();
        packing.finish();
    }

    private void process(int day, int minute, int factory, int grade) throws IOException {
        long in = leaf.of(factory, grade);
        if (in < LEAST_LEAF_GRAMS) {
            return;
        }
        if (dice.chance(0.3)) {
            in -= Math.round(in * 0.08 * dice.unit());
        }
        leaf.take(factory, grade, in);
        long out = Math.max(1, Math.round(in / shape.conversion(dice)));
        String batch = county.number("PC", ++batches, 7);
        LocalDateTime time = shape.day(day).atTime(minute / 60, minute % 60, dice.below(60));
        long toPack = 0;
        if (dice.chance(0.5)) {
            toPack = Math.round(out * (0.2 + 0.45 * dice.unit()));
            long due = (long) day * MINUTES_A_DAY + minute + dice.between(62, 1_800);
            packs.add(new Due(due, factory, grade, batch, toPack));
        }
        made.receive(day, factory, grade, out - toPack);
        String name = Shape.GRADES.get(grade);
        String[] row = {
            batch,
            county.factory(factory),
            Clock.write(time, dice),
            name,
            Shape.decimal(in, 3),
            name,
            Shape.decimal(out, 3)
        };
        processing.processing(row, out);
    }

    private void pack(Due due) throws IOException {
        int net = county.packOf(due.factory(), dice);
        long packsMade = due.grams() / net;
        if (packsMade == 0) {
            return;
        }
        LocalDateTime time =
                shape.day(0).atStartOfDay().plusMinutes(due.minute()).plusSeconds(dice.below(60));
        String[] row = {
            county.number("BZ", ++runs, 7),
            county.factory(due.factory()),
            Clock.write(time, dice),
            due.batch(),
            Integer.toString(net),
            Long.toString(packsMade),
            County.gtin(due.factory(), net)
        };
        packing.packing(row, County.gtin((due.factory() + 1) % county.plan.factories(), net));
    }
}
