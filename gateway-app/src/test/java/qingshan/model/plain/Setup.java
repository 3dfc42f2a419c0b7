package qingshan.model.plain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The commands that a market begins with: registered one by one, or adopted in a batch. */
final class Setup {
    private final Scene s;
    private final Cast cast;
    private final Deque<Supplier<Sent>> todo = new ArrayDeque<>();
    private final List<Doc> adopted = new ArrayList<>();

    Setup(Scene s) {
        this.s = s;
        this.cast = s.cast;
        boolean batch = s.chance(60);
        plan(Who.REGISTRAR, "RegisterMarket", market(cast.market, "TradeMSP"));
        if (s.chance(30)) {
            plan(Who.REGISTRAR, "RegisterMarket", market(cast.foreignMarket, "RegistryMSP"));
        }
        Who who = batch ? Who.IMPORTER : Who.REGISTRAR;
        cast.scales.forEach(scale -> add(
                batch,
                who,
                "RegisterScale",
                Doc.of().with("market", cast.market).with("scale", scale)));
        add(batch, batch ? Who.IMPORTER : Who.POLICY_OFFICER, "PublishPolicy", null);
        add(batch, who, "RegisterParty", party(cast.laboratory, "laboratory"));
        for (String holder : cast.holders) {
            add(batch, who, "RegisterParty", party(cast.party(holder), Cast.kind(holder)));
            add(
                    batch,
                    who,
                    "IssueCard",
                    Doc.of().with("card", cast.card(holder)).with("party", cast.party(holder)));
            if ("hc".indexOf(holder.charAt(0)) >= 0) {
                grow(batch, who, holder);
            }
        }
        if (batch) {
            todo.add(this::openRun);
            todo.add(this::batch);
        }
        cast.holders.stream().filter(holder -> s.chance(75)).forEach(this::key);
    }

    @Nullable
    Sent next() {
        Supplier<Sent> next = todo.poll();
        return next == null ? null : next.get();
    }

    private void grow(boolean batch, Who who, String holder) {
        List<String> plots = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            plots.add(cast.plot(holder, i));
            Doc plot = Doc.of().with("plot", cast.plot(holder, i)).with("party", cast.party(holder));
            add(
                    batch,
                    who,
                    "RegisterPlot",
                    plot.with("area", 200 + s.dice(1500)).with("village", "青山村"));
        }
        Doc entitlement = Doc.of()
                .with("card", cast.card(holder))
                .with("season", cast.season)
                .with("plots", plots);
        if (batch || s.chance(50)) {
            add(batch, Who.IMPORTER, "AdoptEntitlement", entitlement);
        } else {
            plan(Who.VILLAGE, "ProposeEntitlement", entitlement);
            Doc grant = Doc.of().with("card", cast.card(holder)).with("season", cast.season);
            plan(Who.TOWN, "ApproveByTown", grant);
            plan(Who.COUNTY, "ApproveByCounty", grant);
        }
    }

    private Doc market(String id, String mspId) {
        return Doc.of().with("market", id).with("name", "青山茶青市场").with("mspId", mspId);
    }

    private static Doc party(String id, String kind) {
        return Doc.of().with("party", id).with("kind", kind).with("commitment", Crypto.digest(id));
    }

    private void key(String holder) {
        Crypto.Key key = s.pick(Scene.KEYS);
        todo.add(() -> s.send(Who.CLERK, "AddKey", Keys.add(s, cast.card(holder), key, s.command(s.uuid(), s.now))));
    }

    private void plan(Who who, String type, Doc body) {
        todo.add(() -> s.send(who, type, body.copy().with("id", s.uuid()).with("occurredAt", Scene.time(s.now))));
    }

    private void add(boolean batch, Who who, String type, @Nullable Doc given) {
        if (batch) {
            todo.add(() -> {
                Doc body = given != null ? given.copy() : Origin.policy(s, 1);
                adopted.add(body.with("type", type).with("occurredAt", Scene.time(s.now)));
                Sent next = next();
                return next == null ? batch() : next;
            });
        } else {
            todo.add(() -> s.send(
                    who,
                    type,
                    (given != null ? given.copy() : Origin.policy(s, 1))
                            .with("id", s.uuid())
                            .with("occurredAt", Scene.time(s.now))));
        }
    }

    private Sent openRun() {
        return s.send(Who.IMPORTER, "OpenRun", Imports.run(s, "first"));
    }

    private Sent batch() {
        List<Doc> entries = new ArrayList<>();
        for (Doc body : adopted) {
            entries.add(Doc.of()
                    .with("table", Imports.table(body.text("type")))
                    .with("line", entries.size() + 1)
                    .with("number", "#" + entries.size())
                    .with("command", body));
        }
        return s.send(Who.IMPORTER, "RecordBatch", Imports.batch(s, Imports.runId(s, "first"), 0, entries));
    }
}
