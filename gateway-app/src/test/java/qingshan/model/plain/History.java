package qingshan.model.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Remembers what was sent, and sends it again: the same, or almost. */
final class History {
    private final Scene s;
    private final List<Sent> accepted = new ArrayList<>();
    private final List<Sent> refused = new ArrayList<>();

    History(Scene s) {
        this.s = s;
    }

    void learn(Sent sent, boolean taken) {
        if (sent.fault() == null && !sent.type().equals("RecordBatch")) {
            (taken ? accepted : refused).add(sent);
        }
    }

    boolean isEmpty() {
        return accepted.isEmpty();
    }

    Sent again() {
        Sent old = s.pick(accepted);
        int how = s.dice(10);
        if (how < 2 && !refused.isEmpty()) {
            return s.pick(refused).at(s.now);
        } else if (how < 5) {
            return old.written(old.body().json(s.random)).at(s.now);
        } else if (how < 7 && old.body().has("id")) {
            return otherBody(old);
        }
        List<Sent> signed = accepted.stream().filter(this::isSigned).toList();
        return signed.isEmpty() ? old.at(s.now) : signedAgain(s.pick(signed));
    }

    /** The same id with another body. */
    private Sent otherBody(Sent old) {
        Doc body = old.body().copy();
        String kind = Model.kind(old.type());
        Doc in = kind == null ? body : body.doc(Model.member(kind));
        for (String name : List.of("wish", "promise", "notice")) {
            if (body.members().get(name) instanceof Doc doc) {
                in = doc;
            }
        }
        in.with("occurredAt", Scene.time(Case.ms(in.text("occurredAt")) + 1));
        return old.saying(body).at(s.now);
    }

    private boolean isSigned(Sent sent) {
        String kind = Model.kind(sent.type());
        return kind != null && Case.signed(sent.body().doc(Model.member(kind)).doc("witnesses"));
    }

    /** The same signed body with other signatures over it, in a command of another id or none. */
    private Sent signedAgain(Sent old) {
        String kind = Objects.requireNonNull(Model.kind(old.type()));
        String member = Model.member(kind);
        Doc said = old.body().doc(member);
        List<String> signatures = new ArrayList<>();
        for (Doc signer : said.doc("witnesses").docs("signers")) {
            Crypto.Key key = s.key(signer.text("card"), (int) signer.number("key"));
            signatures.add(key.sign(Crypto.form(kind, said)));
        }
        Doc body = Doc.of()
                .with("id", s.chance(50) ? s.uuid() : null)
                .with(member, said)
                .with("signatures", s.chance(90) ? signatures : List.of());
        return old.saying(body).at(s.now).by(s.chance(50) ? old.who() : Who.CLERK);
    }
}
