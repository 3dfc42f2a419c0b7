package qingshan.gateway.scan;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.follower.Row.CardRow;
import qingshan.gateway.follower.Row.ConsentRow;
import qingshan.gateway.follower.Row.PartyRow;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.trace.RecordGraph;

/**
 * Who is behind some cards, as far as everybody may know: an enterprise and a co-operative by their names, a person and a
 * household only while they consent to it.
 */
final class Known {
    /** Those that are no person's: their names stand on what they sell. */
    private static final Set<String> PUBLIC_KINDS = Set.of("enterprise", "co-operative", "laboratory", "authority");

    private static final String EVERYBODY = "public";
    private static final String NAME = "name";

    private final Map<String, String> partyOfCard = new HashMap<>();
    private final Map<String, PartyRow> parties = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private Instant until = Instant.MAX;

    /**
     * Reads who it is.
     *
     * @param others parties without cards, such as laboratories
     */
    Known(RecordGraph graph, Db db, Collection<String> cards, Collection<String> others, Instant now) {
        graph.rows(CardRow.class, "card", cards).forEach(card -> partyOfCard.put(card.card(), card.party()));
        Set<String> ids = partyOfCard.values().stream().collect(Collectors.toSet());
        ids.addAll(others);
        graph.rows(PartyRow.class, "party", ids).forEach(party -> parties.put(party.party(), party));
        Map<String, Instant> consents = new HashMap<>();
        for (ConsentRow consent : graph.rows(ConsentRow.class, "party", ids)) {
            Instant end = Instant.ofEpochMilli(consent.until().epochMilli());
            if (consent.reader().equals(EVERYBODY) && consent.scope().equals(NAME) && end.isAfter(now)) {
                consents.put(consent.party(), end);
            }
        }
        db.each(
                "SELECT party, name FROM own.card WHERE party = ANY (?)",
                0,
                row -> {
                    PartyRow party = parties.get(row.getString(1));
                    Instant end = consents.get(row.getString(1));
                    if (party != null && (end != null || PUBLIC_KINDS.contains(party.kind()))) {
                        names.put(party.party(), row.getString(2));
                        until = end != null && end.isBefore(until) ? end : until;
                    }
                },
                (Object) ids.toArray(String[]::new));
    }

    /** When the first of the consents ends that were used. */
    Instant until() {
        return until;
    }

    /** A party's name, or null where it may not be shown or is not known here. */
    @Nullable
    String party(String id) {
        return names.get(id);
    }

    /** The name of who holds a card. */
    @Nullable
    String card(@Nullable String card) {
        String party = card == null ? null : partyOfCard.get(card);
        return party == null ? null : names.get(party);
    }

    /** The village of who holds a card. */
    @Nullable
    String village(@Nullable String card) {
        PartyRow party = card == null ? null : parties.get(partyOfCard.getOrDefault(card, ""));
        return party == null ? null : party.village();
    }

    /** Who holds a card, as one and the same for all of their cards. */
    String holder(String card) {
        return partyOfCard.getOrDefault(card, card);
    }

    /** Names of the holders of cards that may be shown, each once. */
    List<String> cards(Collection<String> cards) {
        return cards.stream()
                .map(this::card)
                .flatMap(name -> name == null ? java.util.stream.Stream.of() : java.util.stream.Stream.of(name))
                .distinct()
                .sorted()
                .toList();
    }
}
