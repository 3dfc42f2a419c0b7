package qingshan.rules.authority;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import qingshan.rules.Submitter;
import qingshan.rules.consent.ConsentCommand;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.party.PartyCommand;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.state.Keys;

/**
 * Which organizations endorse what, and to whom private input may go. A network's policies hold transactions to it; a
 * gateway asks by it, so that nothing is sent where it need not go.
 */
public final class Endorsement {
    /** Who endorses, and who is a member of the collections: private input of a command goes to no other organization. */
    public static final List<String> ENDORSERS = List.of(Submitter.TRADE, Submitter.REGISTRY, Submitter.AUDITOR);

    /** So many of them a transaction takes, so that one may be away and none can act alone. */
    public static final int NEEDED = 2;

    /**
     * The organizations that submit what they alone answer for. Each has a collection, which takes its endorsement to write
     * to: see {@link #collection}.
     */
    public static final List<String> ANSWERABLE = List.of(Submitter.TRADE, Submitter.REGISTRY);

    /** The commands of the contracts origin, party and policy, on whose words the submitter's own organization must stand. */
    private static final List<String> OF_THE_SUBMITTER = Stream.of(
                    OriginCommand.class, PartyCommand.class, ConsentCommand.class, PolicyCommand.class)
            .flatMap(type -> Stream.of(type.getPermittedSubclasses()))
            .map(Class::getSimpleName)
            .toList();

    private static final List<String> WATCHING = List.of(Submitter.REGISTRY, Submitter.AUDITOR);

    private Endorsement() {}

    /**
     * The sets of organizations that may endorse a transaction, the preferred one first.
     *
     * <p>Origin, party and policy: the submitter's own organization, and registry or auditor. All else: any of trade,
     * registry and auditor. Where a network has fewer than these, others of its endorsers stand in; its policies say whether
     * that is enough.
     *
     * @param command its simple name
     * @param submitter the MSP id of who submits
     * @param endorsers those that there are, in order of preference
     * @param count how many must endorse, at least 1
     * @param secret whether there is private input
     * @return none if nobody may
     */
    public static List<List<String>> sets(
            String command, String submitter, List<String> endorsers, int count, boolean secret) {
        List<String> present = endorsers.stream()
                .filter(it -> !secret || ENDORSERS.contains(it))
                .toList();
        boolean own = isOfItsSubmitter(command) && present.contains(submitter);
        LinkedHashSet<String> order = new LinkedHashSet<>();
        if (own) {
            order.add(submitter);
            WATCHING.stream().filter(present::contains).forEach(order::add);
        } else {
            present.stream().filter(ENDORSERS::contains).forEach(order::add);
        }
        if (order.size() < count) {
            order.addAll(present);
        }
        List<List<String>> sets = new ArrayList<>();
        choose(List.copyOf(order), 0, count, List.of(), sets);
        if (own) {
            sets.removeIf(set -> !set.contains(submitter));
        }
        return List.copyOf(sets);
    }

    /**
     * Whether the submitter's own organization must endorse a command: those of the contracts origin, party and policy.
     *
     * @param command its simple name
     */
    public static boolean isOfItsSubmitter(String command) {
        return OF_THE_SUBMITTER.contains(command);
    }

    /**
     * The collection by which a network holds a transaction to the endorsement of one organization. A policy of Fabric is for
     * a chaincode or a collection, and does not know who submits: so what an organization answers for also removes
     * {@link Keys#endorsed()} from that organization's collection, where it never was, and the collection's policy asks for
     * its peer.
     */
    public static String collection(String mspId) {
        return "endorsed-by-" + mspId;
    }

    private static void choose(List<String> from, int next, int count, List<String> chosen, List<List<String>> sets) {
        if (chosen.size() == count) {
            sets.add(chosen);
            return;
        }
        for (int i = next; i < from.size(); i++) {
            List<String> more = new ArrayList<>(chosen);
            more.add(from.get(i));
            choose(from, i + 1, count, List.copyOf(more), sets);
        }
    }
}
