package qingshan.model.plain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One long story: a trader who bought a gram at a time, more often than one sale may take from. */
public final class Crowd {
    private static final int LOTS_MAX = 20_000;
    private static final int BATCH = 200;

    private final Scene s;
    private final Setup setup;
    private int bought;
    private int step;

    public Crowd(long seed, World world, long now) {
        s = new Scene(new Cast(seed), world);
        s.now = now;
        setup = new Setup(s);
    }

    /** The next command, or null at the end. */
    public @Nullable Sent next(long now) {
        s.now = now;
        Sent first = setup.next();
        if (first != null) {
            return first;
        } else if (step == 0) {
            step++;
            return s.send(Who.IMPORTER, "RegisterPlot", plot());
        } else if (step == 1) {
            step++;
            Doc body = s.command(null, s.now).with("card", s.cast.card("h1")).with("season", s.cast.season);
            return s.send(Who.IMPORTER, "AdoptEntitlement", body.with("plots", List.of(s.cast.plot("h1", 2))));
        } else if (step == 2) {
            step++;
            return s.send(Who.IMPORTER, "OpenRun", Imports.run(s, "crowd"));
        } else if (bought <= LOTS_MAX) {
            return purchases();
        }
        step++;
        return switch (step) {
            case 4 -> sale(LOTS_MAX + 1);
            case 5 -> sale(LOTS_MAX);
            default -> null;
        };
    }

    private Doc plot() {
        return s.command(null, s.now)
                .with("plot", s.cast.plot("h1", 2))
                .with("party", s.cast.party("h1"))
                .with("area", 1_000_000_000);
    }

    private Sent purchases() {
        List<Doc> entries = new ArrayList<>();
        Doc secret = Doc.of();
        String run = Imports.runId(s, "crowd");
        int index = bought / BATCH;
        for (int i = 0; i < BATCH; i++) {
            bought++;
            secret.with(Integer.toString(i), opening());
            Doc command = Doc.of()
                    .with("type", "RecordSlip")
                    .with("slip", slip("h1", "t0", 1, "harvest"))
                    .with("signatures", List.of());
            entries.add(Doc.of()
                    .with("table", "slips")
                    .with("line", bought + 1)
                    .with("number", Integer.toString(bought))
                    .with("command", command));
        }
        return s.send(Who.IMPORTER, "RecordBatch", Imports.batch(s, run, index, entries))
                .with(secret);
    }

    private Sent sale(int grams) {
        Doc body = Doc.of()
                .with("id", s.uuid())
                .with("slip", slip("t0", "t1", grams, "holding"))
                .with("signatures", List.of());
        return s.send(Who.IMPORTER, "RecordSlip", body).with(Doc.of().with("0", opening()));
    }

    private Doc slip(String seller, String buyer, int grams, String source) {
        return Doc.of()
                .with("season", s.cast.season)
                .with("source", source)
                .with("seller", s.cast.card(seller))
                .with("buyer", s.cast.card(buyer))
                .with("product", Cast.LEAF)
                .with("grade", "一级")
                .with("grams", grams)
                .with("occurredAt", Scene.time(s.now))
                .with("commitment", Crypto.commitment(opening()))
                .with("witnesses", weighed());
    }

    private Doc weighed() {
        return Doc.of()
                .with("market", s.cast.market)
                .with("scale", s.cast.scales.getFirst())
                .with("signers", List.of());
    }

    /** For nothing, which is right for every weight to the fen. */
    private static Doc opening() {
        return Doc.of().with("amountFen", 0).with("priceFenPerKg", 0).with("salt", "0".repeat(32));
    }
}
