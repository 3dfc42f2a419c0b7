package qingshan.proof.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.rules.Refusal;
import qingshan.rules.json.Records;
import qingshan.rules.policy.Edition;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.policy.PolicyEvent;
import qingshan.rules.policy.PolicyKind;
import qingshan.rules.policy.PolicyRef;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.state.Keys;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Day;
import qingshan.rules.value.Digest;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;

/** The editions of every policy, in order; none is ever edited. */
final class Policies {
    private record Which(PolicyKind kind, Name name) {}

    /**
     * An edition as a decision uses it.
     *
     * @param edition as published
     * @param season its document
     */
    record InForce(Edition edition, SeasonPolicy season) {
        PolicyRef ref() {
            return edition.ref();
        }
    }

    private final Map<Which, List<InForce>> editions = new HashMap<>();

    void publish(Transit transit, PolicyCommand.PublishPolicy c) {
        SeasonPolicy season;
        try {
            season = switch (c.kind()) {
                case SEASON -> Records.read(c.document(), SeasonPolicy.class);
            };
        } catch (Refusal e) {
            throw transit.found(Kind.POLICY, c.name(), "the document does not fit its schema: " + e.getMessage());
        }
        List<InForce> before = editions.computeIfAbsent(new Which(c.kind(), c.name()), n -> new ArrayList<>());
        int version = before.size() + 1;
        transit.must(c.version() == version, Kind.POLICY, c.name(), () -> "the next edition is " + version);
        Basis basis = Acts.basis(transit);
        transit.must(
                before.isEmpty()
                        || basis == Basis.APPROVED
                        || before.getLast().edition().basis() == Basis.ADOPTED,
                Kind.POLICY,
                c.name(),
                "an adopted edition supersedes an approved one");
        Edition edition = new Edition(
                new PolicyRef(c.kind(), c.name(), version, Digest.of(c.document())),
                c.effectiveFrom(),
                c.source(),
                c.status(),
                basis,
                transit.submitter().mspId(),
                transit.recordedAt(),
                c.document());
        before.add(new InForce(edition, season));
        transit.expected().create(Keys.policy(Records.kebab(c.kind()), c.name(), version), edition);
        transit.next(new PolicyEvent.PolicyPublished(edition));
    }

    /** The edition in force: the newest that was effective on the local day, else the first. */
    InForce inForce(Transit transit, Name name, LedgerTime at) {
        List<InForce> all = editions.getOrDefault(new Which(PolicyKind.SEASON, name), List.of());
        InForce found = null;
        for (InForce policy : all) {
            if (found == null
                    || policy.edition()
                                    .effectiveFrom()
                                    .compareTo(at.day(policy.season().utcOffsetMinutes()))
                            <= 0) {
                found = policy;
            }
        }
        return transit.need(found, Kind.POLICY, name, "the season has no policy");
    }

    /** The edition in force, which a record must quote, on a day of its season. */
    InForce quoted(Transit transit, Name name, LedgerTime at, @Nullable PolicyRef quoted) {
        InForce policy = inForce(transit, name, at);
        transit.must(
                policy.ref().equals(quoted),
                Kind.POLICY,
                name,
                () -> "in force is " + policy.ref() + ", not " + quoted);
        Day day = at.day(policy.season().utcOffsetMinutes());
        transit.must(
                day.compareTo(policy.season().from()) >= 0
                        && day.compareTo(policy.season().to()) <= 0,
                Kind.RECORD,
                name,
                () -> day + " is not in the season");
        return policy;
    }
}
