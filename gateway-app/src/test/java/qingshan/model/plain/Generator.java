package qingshan.model.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Thinks up one command after the other: mostly sensible ones, as the model sees the world, and every kind of wrong one. */
public final class Generator {
    private record Op(int weight, Supplier<Sent> make) {}

    private final Scene s;
    private final Setup setup;
    private final History history;
    private final List<Op> ops = new ArrayList<>();

    /**
     * @param seed of all that follows
     * @param world that the model decides on
     */
    public Generator(long seed, World world, long now) {
        s = new Scene(new Cast(seed), world);
        s.now = now;
        setup = new Setup(s);
        history = new History(s);
        Keys keys = new Keys(s);
        Origin origin = new Origin(s);
        Trading trading = new Trading(s);
        Packing packing = new Packing(s);
        Saying saying = new Saying(s);
        Labelling labelling = new Labelling(s);
        Imports imports = new Imports(s);
        op(30, trading::slip);
        op(5, trading::loss);
        op(8, trading::reverse);
        op(10, packing::process);
        op(5, packing::blend);
        op(9, packing::pack);
        op(3, packing::product);
        op(5, origin::harvest);
        op(7, origin::certificate);
        op(2, origin::plot);
        op(3, origin::adopt);
        op(3, origin::propose);
        op(4, origin::approve);
        op(2, origin::publish);
        op(5, origin::inspect);
        op(5, () -> origin.freeze(true));
        op(4, () -> origin.freeze(false));
        op(3, origin::recall);
        op(3, keys::addKey);
        op(2, keys::rotateKey);
        op(2, keys::revokeKey);
        op(3, keys::signedOnly);
        op(2, keys::party);
        op(1, keys::market);
        op(2, keys::scale);
        op(1, keys::retireScale);
        op(2, keys::issueCard);
        op(3, keys::reissueCard);
        op(3, saying::grant);
        op(3, saying::withdraw);
        op(4, saying::openingStock);
        op(4, saying::dispute);
        op(3, saying::settle);
        op(6, labelling::issue);
        op(4, labelling::makeVoid);
        op(5, labelling::dispatch);
        op(2, imports::open);
        op(10, imports::batch);
    }

    private void op(int weight, Supplier<Sent> make) {
        ops.add(new Op(weight, make));
    }

    /** How long to let pass before the next command, ms, where the clock is ours. */
    public long pause() {
        return s.chance(2) ? 900_000 + s.dice(900_000) : s.chance(20) ? 0 : s.dice(2_000);
    }

    /** The next command, sent now. */
    public Sent next(long now) {
        s.now = now;
        Sent first = setup.next();
        if (first != null) {
            return first;
        }
        if (s.chance(8) && !history.isEmpty()) {
            return history.again();
        }
        Sent sent = any();
        if (s.chance(7)) {
            return Malformed.spoil(s, sent);
        } else if (s.chance(4)) {
            return sent.by(stranger(sent.type()));
        } else if (s.chance(2) && sent.secret().has("0")) {
            return secret(sent);
        }
        return s.chance(10) ? sent.written(sent.body().json(s.random)) : sent;
    }

    private Sent any() {
        int dice = s.dice(ops.stream().mapToInt(Op::weight).sum());
        for (Op op : ops) {
            dice -= op.weight();
            if (dice < 0) {
                return op.make().get();
            }
        }
        throw new IllegalStateException("more dice than weights");
    }

    /** Somebody of another role, or of the right role in another organization. */
    private Who stranger(String type) {
        String may = s.pick(Model.allowedTo(type).stream().sorted().toList());
        String role = may.substring(may.indexOf(':') + 1);
        return s.chance(50)
                ? new Who(s.pick(List.of("BankMSP", "AuditorMSP")), "stray-" + role, List.of(role))
                : s.pick(Who.ENROLLED);
    }

    /** Private input that says something else than an opening, or too much. */
    private Sent secret(Sent sent) {
        Doc secret = sent.secret().copy();
        Sent.Fault fault;
        switch (s.dice(3)) {
            case 0 -> {
                secret.with("200", secret.doc("0"));
                fault = new Sent.Fault("UNKNOWN_FIELD", "private.200");
            }
            case 1 -> {
                secret.with("0", "open");
                fault = new Sent.Fault("WRONG_TYPE", "private.0");
            }
            default -> fault = Malformed.opening(s, secret.doc("0"));
        }
        return sent.with(secret).spoilt(sent.json(), fault.code(), fault.field());
    }

    /** What came of it. */
    public void learn(Sent sent, boolean accepted) {
        history.learn(sent, accepted);
    }
}
