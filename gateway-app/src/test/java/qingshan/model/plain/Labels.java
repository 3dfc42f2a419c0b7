package qingshan.model.plain;

import static qingshan.model.plain.World.key;

import java.util.List;
import qingshan.model.plain.World.Chunk;
import qingshan.model.plain.World.Counts;
import qingshan.model.plain.World.Entry;
import qingshan.model.plain.World.Stretch;

/** Serials of packing runs: issued, void, dispatched. */
final class Labels {
    private static final Counts NONE = new Counts(0, 0, 0);

    private Labels() {}

    static Doc issue(Case c) {
        Doc said = c.body().doc("serials");
        String run = said.text("run");
        Entry packing = packing(c, run);
        Case.Said serials = byPacker(c, "serials", said, packing);
        Counts counts = counts(c.w(), run);
        long first = said.number("first");
        long count = said.number("count");
        Refused.when(first != counts.issued() + 1, "OUT_OF_ORDER");
        Refused.when(Shelves.recalled(c.w(), run), "RECALLED");
        Refused.when(counts.issued() + count - counts.voided() > packing.body().number("packs"), "TOO_MANY_SERIALS");
        c.w().chunks.put(key(run, first), new Chunk(count, said.text("root"), serials.name()));
        c.w().serials.put(run, new Counts(counts.issued() + count, counts.voided(), counts.dispatched()));
        return c.keep(serials);
    }

    static Doc makeVoid(Case c) {
        Doc said = c.body().doc("voiding");
        String run = said.text("run");
        Case.Said voiding = byPacker(c, "voiding", said, packing(c, run));
        long more = seal(c.w(), run, said, "void", voiding.name());
        Counts counts = counts(c.w(), run);
        c.w().serials.put(run, new Counts(counts.issued(), counts.voided() + more, counts.dispatched()));
        return c.keep(voiding);
    }

    static Doc dispatch(Case c) {
        Doc said = c.body().doc("dispatch");
        String run = said.text("run");
        Case.Said dispatch = byPacker(c, "dispatch", said, packing(c, run));
        Refused.when(Shelves.recalled(c.w(), run), "RECALLED");
        Refused.when(Shelves.frozen(c.w(), run), "FROZEN");
        long more = seal(c.w(), run, said, "dispatched", dispatch.name());
        Counts counts = counts(c.w(), run);
        c.w().serials.put(run, new Counts(counts.issued(), counts.voided(), counts.dispatched() + more));
        return c.keep(dispatch);
    }

    private static long seal(World w, String run, Doc said, String fate, String record) {
        long count = 0;
        for (Doc stretch : said.docs("stretches")) {
            long first = stretch.number("first");
            long last = stretch.number("last");
            Refused.when(last > counts(w, run).issued(), "UNKNOWN_SERIALS");
            boolean taken = of(w, run).stream().anyMatch(other -> other.first() <= last && first <= other.last());
            Refused.when(taken, "SERIALS_TAKEN");
            w.stretches.put(key(run, last), new Stretch(first, last, fate, record));
            count += last - first + 1;
        }
        return count;
    }

    static List<Stretch> of(World w, String run) {
        return List.copyOf(w.stretches.rows.subMap(run + "\t", run + "\n").values());
    }

    static Counts counts(World w, String run) {
        Counts counts = w.serials.get(run);
        return counts == null ? NONE : counts;
    }

    private static Entry packing(Case c, String run) {
        Entry packing = c.w().records.get(run);
        if (packing == null || !packing.kind().equals("packing")) {
            throw new Refused("UNKNOWN_RECORD");
        }
        return packing;
    }

    private static Case.Said byPacker(Case c, String kind, Doc said, Entry packing) {
        return c.witnessed(kind, said, List.of(c.today(packing.body().text("maker"))));
    }
}
