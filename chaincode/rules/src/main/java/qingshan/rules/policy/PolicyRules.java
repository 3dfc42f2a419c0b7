package qingshan.rules.policy;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Call;
import qingshan.rules.Code;
import qingshan.rules.Decision;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.state.Keys;
import qingshan.rules.state.State;
import qingshan.rules.state.Values;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Digest;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;

/** Decides on policies, and finds the edition that a decision must use. */
public final class PolicyRules {
    private static final int VERSION_MAX = 999_999;

    private PolicyRules() {}

    /**
     * A season's policy with its reference.
     *
     * @param ref to quote
     * @param document to apply
     */
    public record Season(PolicyRef ref, SeasonPolicy document) {}

    /** Decides one command. */
    public static Decision decide(State state, PolicyCommand command, Call call) {
        return switch (command) {
            case PolicyCommand.PublishPolicy c -> publish(state, c, call);
        };
    }

    private static Decision publish(State state, PolicyCommand.PublishPolicy c, Call call) {
        switch (c.kind()) {
            case SEASON -> Records.read(c.document(), SeasonPolicy.class, "document");
        }
        Edition newest = newest(state, c.kind(), c.name());
        Basis basis = call.submitter().adopts() ? Basis.ADOPTED : Basis.APPROVED;
        int version = newest == null ? 1 : newest.ref().version() + 1;
        if (newest != null && basis == Basis.ADOPTED && newest.basis() == Basis.APPROVED) {
            throw new Refusal(
                    Code.ALREADY_EXISTS,
                    JsonObject.of("policy", c.name().value()).with("basis", "approved"));
        }
        if (c.version() != version || version > VERSION_MAX) {
            throw new Refusal(
                    Code.WRONG_STATE, JsonObject.of("field", "version").with("expected", version));
        }
        Edition edition = new Edition(
                new PolicyRef(c.kind(), c.name(), version, Digest.of(c.document())),
                c.effectiveFrom(),
                c.source(),
                c.status(),
                basis,
                call.submitter().mspId(),
                call.recordedAt(),
                c.document());
        Values.save(state, Keys.policy(Records.kebab(c.kind()), c.name(), version), edition);
        return Decision.of(
                JsonObject.EMPTY
                        .with("version", version)
                        .with("hash", edition.ref().hash().value()),
                new PolicyEvent.PolicyPublished(edition));
    }

    /**
     * The edition of a season's policy in force on the local day when something happened: the newest that was effective
     * by then, else the first, whose own dates will refuse what is too early.
     *
     * @throws Refusal UNKNOWN_POLICY
     */
    public static Season season(State state, Name season, LedgerTime occurredAt) {
        @Nullable Season[] found = {null};
        visit(state, PolicyKind.SEASON, season, edition -> {
            SeasonPolicy document = Records.read(edition.document(), SeasonPolicy.class);
            if (found[0] == null
                    || edition.effectiveFrom().compareTo(occurredAt.day(document.utcOffsetMinutes())) <= 0) {
                found[0] = new Season(edition.ref(), document);
            }
        });
        if (found[0] == null) {
            throw new Refusal(
                    Code.UNKNOWN_POLICY, JsonObject.of("field", "season").with("season", season.value()));
        }
        return found[0];
    }

    private static @Nullable Edition newest(State state, PolicyKind kind, Name name) {
        @Nullable Edition[] newest = {null};
        visit(state, kind, name, edition -> newest[0] = edition);
        return newest[0];
    }

    private static void visit(State state, PolicyKind kind, Name name, Consumer<Edition> visitor) {
        String editions = Keys.policies(Records.kebab(kind), name);
        state.range(Keys.from(editions), Keys.below(editions), (_, value) -> {
            visitor.accept(Records.read(value, Edition.class));
            return true;
        });
    }
}
