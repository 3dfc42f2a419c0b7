package qingshan.model.plain;

import static qingshan.model.plain.World.key;

import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.model.plain.World.Card;
import qingshan.model.plain.World.Edition;
import qingshan.model.plain.World.Entry;

/**
 * One command before the model.
 *
 * @param w the world that it changes
 * @param at when it is recorded, ms
 * @param id of a single command, or null
 * @param row market, season, table and number of a batch's entry, or null
 */
record Case(
        World w,
        Who who,
        long at,
        String type,
        Doc body,
        @Nullable Object opening,
        @Nullable String id,
        @Nullable List<String> row) {
    static final long INTEGER_MAX = 9_007_199_254_740_991L;

    /** An edition of a season's policy, as one decision uses it. */
    record Season(int version, Doc document) {
        String leaf() {
            return document.text("leafProduct");
        }

        String made() {
            return document.text("madeProduct");
        }

        LocalDate day(long ms) {
            return Case.day(ms, document);
        }
    }

    static long ms(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    static LocalDate day(long ms, Doc document) {
        int minutes = (int) document.number("utcOffsetMinutes");
        return Instant.ofEpochMilli(ms)
                .atOffset(ZoneOffset.ofTotalSeconds(minutes * 60))
                .toLocalDate();
    }

    Card card(@Nullable String id) {
        Card card = id == null ? null : w.cards.get(id);
        if (card == null) {
            throw new Refused("UNKNOWN_CARD");
        }
        return card;
    }

    /** A card as it was in use at a time. */
    Card inUse(@Nullable String id, long when) {
        Card card = card(id);
        Refused.when(card.lost() != null && when >= card.lost().at(), "CARD_LOST");
        return card;
    }

    /** A card whose keys may still change. */
    Card notLost(String id) {
        Card card = card(id);
        Refused.when(card.lost() != null, "CARD_LOST");
        return card;
    }

    /** The card that stands in its place today. */
    String today(String id) {
        World.Lost lost = card(id).lost();
        return lost == null ? id : today(lost.replacedBy());
    }

    String account(String id) {
        return card(id).account();
    }

    /** The newest edition that was in force, else the first. */
    Season season(String name, long when) {
        List<Edition> editions = w.policies.get(name);
        if (editions == null) {
            throw new Refused("UNKNOWN_POLICY");
        }
        int found = 0;
        for (int i = 1; i < editions.size(); i++) {
            LocalDate from = LocalDate.parse(editions.get(i).from());
            if (!from.isAfter(day(when, editions.get(i).document()))) {
                found = i;
            }
        }
        return new Season(found + 1, editions.get(found).document());
    }

    void within(Season season, long when) {
        LocalDate day = season.day(when);
        boolean out = day.isBefore(LocalDate.parse(season.document().text("from")))
                || day.isAfter(LocalDate.parse(season.document().text("to")));
        Refused.when(out, "OUT_OF_SEASON");
    }

    /** Digits with GS1's check digit, without the zeros that a shorter form does without. */
    static boolean isGtin(String text) {
        if (!text.matches("[0-9]{8}|[0-9]{12,14}") || text.matches("0000[0-9]{8}|0[0-9]{12,13}")) {
            return false;
        }
        int sum = 0;
        for (int i = 1; i <= text.length(); i++) {
            sum += (text.charAt(text.length() - i) - '0') * (i % 2 == 1 ? 1 : 3);
        }
        return sum % 10 == 0;
    }

    static boolean beyond(BigInteger grams) {
        return grams.compareTo(BigInteger.valueOf(INTEGER_MAX)) > 0;
    }

    // who stands behind it

    static String firstSigner(Doc witnesses) {
        return signer(witnesses.docs("signers").getFirst());
    }

    private static String signer(Doc counter) {
        return "card/" + counter.text("card") + "/" + counter.number("key") + "/" + counter.number("n");
    }

    static boolean signed(Doc witnesses) {
        return !witnesses.docs("signers").isEmpty();
    }

    /** The answer that the same signed body got before, or null. */
    @Nullable
    Doc repeated(String kind, Doc said) {
        Doc witnesses = said.doc("witnesses");
        Entry entry = signed(witnesses) ? w.records.get(firstSigner(witnesses)) : null;
        String digest = Crypto.digest(Crypto.form(kind, said));
        return entry == null || !entry.digest().equals(digest) ? null : answer(firstSigner(witnesses), digest);
    }

    private static Doc answer(String record, String digest) {
        return Doc.of().with("record", record).with("digest", digest);
    }

    /**
     * What somebody stands behind.
     *
     * @param name that the record gets
     * @param cards those concerned
     */
    record Said(String name, String kind, Doc body, List<String> cards) {}

    /** The record to be, once it is clear who stands behind it. */
    Said witnessed(String kind, Doc said, List<String> cards) {
        Doc witnesses = said.doc("witnesses");
        String name = name(kind, said, witnesses);
        boolean weighed = kind.equals("slip") || kind.equals("harvest");
        Refused.when(weighed && row == null && !signed(witnesses) && !witnesses.has("scale"), "MISSING_FIELD");
        Refused.when(!signed(witnesses) && w.records.get(name) != null, "ALREADY_RECORDED");
        stand(Crypto.form(kind, said), witnesses, body.texts("signatures"), cards);
        return new Said(name, kind, said, cards);
    }

    private String name(String kind, Doc said, Doc witnesses) {
        if (signed(witnesses)) {
            return firstSigner(witnesses);
        }
        if (row != null) {
            Refused.when(!row.getFirst().equals(witnesses.textOr("market")), "NOT_OWNER");
            String table = switch (kind) {
                case "slip" -> "slips";
                case "processing", "packing" -> kind;
                default -> "none";
            };
            Refused.when(!table.equals(row.get(2)), "BAD_VALUE");
            String season = said.textOr("season");
            Refused.when(season != null && !season.equals(row.get(1)), "BAD_VALUE");
            return "row/" + String.join("/", row);
        }
        Refused.when(id == null, "MISSING_FIELD");
        return "command/" + id;
    }

    void stand(String form, Doc witnesses, List<String> signatures, List<String> cards) {
        List<Doc> signers = witnesses.docs("signers");
        if (signers.isEmpty()) {
            Refused.when(!signatures.isEmpty(), "FOREIGN_SIGNATURE");
            Refused.when(cards.stream().anyMatch(card -> card(card).signedOnly()), "SIGNED_ONLY");
            attest(witnesses);
            return;
        }
        Refused.when(signatures.size() < cards.size() || signers.size() < cards.size(), "MISSING_SIGNATURE");
        Refused.when(signatures.size() > cards.size() || signers.size() > cards.size(), "FOREIGN_SIGNATURE");
        for (int i = 0; i < cards.size(); i++) {
            Doc counter = signers.get(i);
            Refused.when(!counter.text("card").equals(cards.get(i)), "FOREIGN_SIGNATURE");
            List<World.CardKey> keys = card(cards.get(i)).keys();
            Refused.when(counter.number("key") > keys.size(), "UNKNOWN_KEY");
            World.CardKey key = keys.get((int) counter.number("key") - 1);
            Refused.when(key.revoked(), "KEY_REVOKED");
            Refused.when(!Crypto.isGood(key.point(), form, signatures.get(i)), "BAD_SIGNATURE");
            use(counter);
            w.counters.put(counterKey(counter, counter.number("n")), signer(signers.getFirst()));
        }
    }

    private void use(Doc counter) {
        long n = counter.number("n");
        Refused.when(w.counters.get(counterKey(counter, n)) != null, "COUNTER_USED");
        String ahead = counterKey(counter, n + 64);
        String last = w.counters.rows.floorKey(counterKey(counter, 9_999_999_999_999L));
        Refused.when(
                last != null
                        && last.startsWith(key(counter.text("card"), counter.number("key"), ""))
                        && last.compareTo(ahead) >= 0,
                "COUNTER_OUT_OF_WINDOW");
    }

    private static String counterKey(Doc counter, long n) {
        String digits = "0000000000000" + n;
        return key(counter.text("card"), counter.number("key"), digits.substring(digits.length() - 13));
    }

    private void attest(Doc witnesses) {
        String id = witnesses.textOr("market");
        World.Market market = id == null ? null : w.markets.get(id);
        if (market == null) {
            throw new Refused("UNKNOWN_MARKET");
        }
        Refused.when(!market.mspId().equals(who.mspId()), "NOT_OWNER");
        String scale = witnesses.textOr("scale");
        Refused.when(scale != null && !market.scales().contains(scale), "UNKNOWN_SCALE");
    }

    /** Keeps the record; gives what the command answers. */
    Doc keep(Said said, List<World.Part> taken, World.@Nullable Lot lot, @Nullable String certificate, int policy) {
        String digest = Crypto.digest(Crypto.form(said.kind(), said.body()));
        boolean signed = signed(said.body().doc("witnesses"));
        List<String> accounts = said.cards().stream().map(this::account).toList();
        w.records.put(
                said.name(),
                new Entry(
                        said.kind(),
                        said.body(),
                        accounts.equals(said.cards()) ? null : accounts,
                        digest,
                        taken,
                        lot,
                        certificate,
                        policy,
                        signed,
                        who.mspId(),
                        null));
        return answer(said.name(), digest);
    }

    /** Keeps a record that moves nothing. */
    Doc keep(Said said) {
        return keep(said, List.of(), null, null, 0);
    }
}
