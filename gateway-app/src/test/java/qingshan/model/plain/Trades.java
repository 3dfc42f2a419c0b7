package qingshan.model.plain;

import static qingshan.model.plain.World.key;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import qingshan.model.plain.World.Card;
import qingshan.model.plain.World.Certificate;
import qingshan.model.plain.World.Entry;
import qingshan.model.plain.World.Lot;
import qingshan.model.plain.World.Part;
import qingshan.model.plain.World.Place;
import qingshan.model.plain.World.Product;

/** Slips, losses, reversals; products, processing, blending, packing. */
final class Trades {
    private Trades() {}

    static Doc slip(Case c) {
        Doc said = c.body().doc("slip");
        String seller = said.text("seller");
        String buyer = said.textOr("buyer");
        long when = Case.ms(said.text("occurredAt"));
        String to = buyer == null ? null : c.inUse(buyer, when).account();
        Card who = c.inUse(seller, when);
        String from = who.account();
        Refused.when(from.equals(to), "SELF_TRADE");
        Case.Season season = c.season(said.text("season"), when);
        c.within(season, when);
        Case.Said slip = c.witnessed("slip", said, buyer == null ? List.of(seller) : List.of(seller, buyer));
        String name = slip.name();
        open(c, said);
        boolean leaf = said.text("product").equals(season.leaf());
        boolean harvest = leaf && season.document().texts("harvestKinds").contains(who.kind());
        Refused.when(said.text("source").equals("harvest") && !harvest, "WRONG_SOURCE");
        harvest = said.text("source").equals("harvest");
        String certificate = null;
        if (leaf && season.document().texts("certificateKinds").contains(who.kind())) {
            Origins.debitCertificate(c, from, said, season);
            certificate = said.textOr("certificate");
        }
        long grams = said.number("grams");
        boolean signed = Case.signed(said.doc("witnesses"));
        List<Part> taken = List.of();
        List<Part> given;
        Lot lot = null;
        if (harvest) {
            Origins.debit(c, from, said.text("season"), grams);
            given = List.of(new Part(new Place(when, 1, name, 0), name, grams, signed));
            lot = new Lot(from, said.text("season"), said.text("product"), said.text("grade"), grams);
        } else {
            taken = Shelves.take(c.w(), shelf(said, from), grams, when, null, "OVERSOLD");
            given = given(taken, when, name, signed);
        }
        if (to != null) {
            given.forEach(part -> Shelves.give(c.w(), shelf(said, to), part));
        }
        return c.keep(slip, taken, lot, certificate, season.version());
    }

    private static String shelf(Doc said, String card) {
        return Shelves.shelf(card, said.text("season"), said.text("product"), said.text("grade"));
    }

    private static List<Part> given(List<Part> taken, long when, String name, boolean signed) {
        List<Part> given = new ArrayList<>();
        for (Part part : taken) {
            given.add(new Part(
                    new Place(when, 1, name, given.size()), part.lot(), part.grams(), part.signed() && signed));
        }
        return given;
    }

    private static void open(Case c, Doc said) {
        if (!(c.opening() instanceof Doc opening)) {
            throw new Refused("MISSING_OPENING");
        }
        Refused.when(!Crypto.commitment(opening).equals(said.text("commitment")), "COMMITMENT_MISMATCH");
        long due = new BigDecimal(said.number("grams"))
                .movePointLeft(3)
                .multiply(new BigDecimal(opening.number("priceFenPerKg")))
                .setScale(0, RoundingMode.HALF_UP)
                .toBigInteger()
                .subtract(BigInteger.valueOf(opening.number("amountFen")))
                .abs()
                .min(BigInteger.TWO)
                .longValueExact();
        Refused.when(due > 1, "AMOUNT_MISMATCH");
    }

    static Doc lose(Case c) {
        Doc said = c.body().doc("loss");
        long when = Case.ms(said.text("occurredAt"));
        String card = c.inUse(said.text("card"), when).account();
        Case.Said loss = c.witnessed("loss", said, List.of(said.text("card")));
        List<Part> taken = Shelves.take(c.w(), shelf(said, card), said.number("grams"), when, null, "OVERSOLD");
        return c.keep(loss, taken, null, null, 0);
    }

    static Doc reverse(Case c) {
        Doc said = c.body().doc("reversal");
        String of = said.text("slip");
        Entry entry = c.w().records.get(of);
        if (entry == null || !entry.kind().equals("slip")) {
            throw new Refused("UNKNOWN_RECORD");
        }
        Refused.when(entry.reversedBy() != null, "WRONG_STATE");
        Doc slip = entry.body();
        Refused.when(Case.ms(said.text("occurredAt")) < Case.ms(slip.text("occurredAt")), "BAD_VALUE");
        boolean signed = Case.signed(slip.doc("witnesses"));
        boolean now = Case.signed(said.doc("witnesses"));
        Refused.when(signed && !now, "MISSING_SIGNATURE");
        Refused.when(!signed && now, "FOREIGN_SIGNATURE");
        Refused.when(
                !signed
                        && !Objects.equals(
                                slip.doc("witnesses").textOr("market"),
                                said.doc("witnesses").textOr("market")),
                "NOT_OWNER");
        String buyer = slip.textOr("buyer");
        String sells = c.today(slip.text("seller"));
        Case.Said reversal =
                c.witnessed("reversal", said, buyer == null ? List.of(sells) : List.of(sells, c.today(buyer)));
        String seller = c.account(sells);
        List<String> lots =
                entry.lot() == null ? entry.taken().stream().map(Part::lot).toList() : List.of(of);
        for (String lot : lots) {
            Refused.when(Shelves.recalled(c.w(), lot), "RECALLED");
            Refused.when(Shelves.frozen(c.w(), lot), "FROZEN");
        }
        List<Part> returned = buyer == null ? List.of() : takeBack(c, entry, of, slip, c.account(buyer));
        entry.taken().forEach(part -> Shelves.give(c.w(), shelf(slip, seller), part));
        if (entry.lot() != null) {
            Origins.credit(c, seller, slip.text("season"), slip.number("grams"));
        }
        if (entry.certificate() != null) {
            Origins.use(c, key(seller, slip.text("season"), entry.certificate()), -slip.number("grams"));
        }
        c.w().records.put(of, entry.reversed(reversal.name()));
        return c.keep(reversal, returned, null, null, 0);
    }

    private static List<Part> takeBack(Case c, Entry entry, String of, Doc slip, String buyer) {
        long when = Case.ms(slip.text("occurredAt"));
        String shelf = shelf(slip, buyer);
        List<Long> grams =
                entry.lot() == null ? entry.taken().stream().map(Part::grams).toList() : List.of(slip.number("grams"));
        List<Part> returned = new ArrayList<>();
        for (int i = 0; i < grams.size(); i++) {
            Place place = new Place(when, 1, of, i);
            Part part = Shelves.find(c.w(), shelf, place);
            if (part == null || part.grams() != grams.get(i)) {
                throw new Refused("NOT_UNTOUCHED");
            }
            Shelves.remove(c.w(), shelf, place);
            returned.add(part);
        }
        return returned;
    }

    // packs

    static Doc product(Case c) {
        Doc said = c.body().doc("product").copy();
        Refused.when(!Case.isGtin(said.text("gtin")), "BAD_GTIN");
        said.with(
                "maker",
                c.inUse(said.text("maker"), Case.ms(c.body().text("occurredAt")))
                        .account());
        Product product = new Product(said, c.who().adopts(), c.who().mspId());
        Product old = c.w().products.get(said.text("gtin"));
        if (old != null) {
            boolean same = old.said().json().equals(said.json())
                    && old.adopted() == product.adopted()
                    && old.mspId().equals(product.mspId());
            Refused.when(!same && !c.who().mayCorrect(old.adopted(), old.mspId()), "ALREADY_EXISTS");
        }
        c.w().products.put(said.text("gtin"), product);
        return Doc.of();
    }

    static Doc process(Case c) {
        Doc said = c.body().doc("processing");
        Made made = new Made(c, "processing", said);
        long leaf = said.number("leafGrams");
        long grams = said.number("madeGrams");
        String from = Shelves.shelf(made.maker, made.seasonName, made.season.leaf(), said.text("leafGrade"));
        List<Part> taken = Shelves.take(c.w(), from, leaf, made.when, null, "OVERSOLD");
        BigInteger million = BigInteger.valueOf(leaf).multiply(BigInteger.valueOf(1_000_000));
        BigInteger least = BigInteger.valueOf(grams)
                .multiply(BigInteger.valueOf(made.season.document().number("leafPerMadeMin")));
        BigInteger most = BigInteger.valueOf(grams)
                .multiply(BigInteger.valueOf(made.season.document().number("leafPerMadeMax")));
        Refused.when(million.compareTo(least) < 0 || million.compareTo(most) > 0, "CONVERSION_OUT_OF_BAND");
        return made.make(made.season.made(), said.text("madeGrade"), grams, taken);
    }

    static Doc blend(Case c) {
        Doc said = c.body().doc("blending");
        Made made = new Made(c, "blending", said);
        String certificate = said.textOr("certificate");
        boolean leaf = said.text("product").equals(made.season.leaf());
        boolean bound = made.season
                .document()
                .texts("certificateKinds")
                .contains(c.card(said.text("maker")).kind());
        Refused.when(certificate == null && leaf && bound, "NO_CERTIFICATE");
        List<Part> taken = new ArrayList<>();
        long grams = 0;
        for (Doc part : said.docs("parts")) {
            String from = Shelves.shelf(made.maker, made.seasonName, said.text("product"), part.text("grade"));
            taken.addAll(Shelves.take(c.w(), from, part.number("grams"), made.when, null, "OVERSOLD"));
            grams += part.number("grams");
        }
        Refused.when(grams > Case.INTEGER_MAX, "TOO_LARGE");
        Refused.when(taken.stream().map(Part::lot).distinct().count() < 2, "BAD_VALUE");
        if (certificate != null) {
            String at = key(made.maker, made.seasonName, certificate);
            Refused.when(c.w().certificates.get(at) != null, "ALREADY_EXISTS");
            String day = made.season.day(made.when).toString();
            c.w().certificates
                    .put(
                            at,
                            new Certificate(
                                    said.text("product"),
                                    grams,
                                    0,
                                    day,
                                    null,
                                    said.textOr("promise"),
                                    c.who().adopts()));
        }
        return made.make(said.text("product"), said.text("grade"), grams, taken);
    }

    static Doc pack(Case c) {
        Doc said = c.body().doc("packing");
        Made made = new Made(c, "packing", said);
        String gtin = said.text("gtin");
        Refused.when(!Case.isGtin(gtin), "BAD_GTIN");
        Product product = c.w().products.get(gtin);
        Refused.when(
                product != null
                        && (!product.said().text("maker").equals(made.maker)
                                || product.said().number("netGrams") != said.number("packGrams")),
                "GTIN_MISMATCH");
        Entry batch = c.w().records.get(said.text("lot"));
        Lot lot = batch == null ? null : batch.lot();
        if (batch == null
                || lot == null
                || !lot.product().equals(made.season.made())
                || !lot.season().equals(made.seasonName)
                || Case.ms(batch.body().text("occurredAt")) > made.when) {
            throw new Refused("UNKNOWN_BATCH");
        }
        BigInteger grams =
                BigInteger.valueOf(said.number("packs")).multiply(BigInteger.valueOf(said.number("packGrams")));
        Refused.when(Case.beyond(grams), "OVERPACKED");
        String shelf = Shelves.shelf(made.maker, lot.season(), lot.product(), lot.grade());
        List<Part> taken =
                Shelves.take(c.w(), shelf, grams.longValueExact(), made.when, said.text("lot"), "OVERPACKED");
        Shelves.derive(c.w(), made.record.name(), taken);
        return c.keep(made.record, taken, null, null, made.season.version());
    }

    /** What the three have in common: a maker, a season, and who stands behind it. */
    private static final class Made {
        private final Case c;
        private final Doc said;
        /** The maker's account. */
        final String maker;

        final String seasonName;
        final long when;
        final Case.Season season;
        final Case.Said record;

        Made(Case c, String kind, Doc said) {
            this.c = c;
            this.said = said;
            when = Case.ms(said.text("occurredAt"));
            maker = c.inUse(said.text("maker"), when).account();
            seasonName = said.text("season");
            season = c.season(seasonName, when);
            c.within(season, when);
            record = c.witnessed(kind, said, List.of(said.text("maker")));
        }

        Doc make(String product, String grade, long grams, List<Part> taken) {
            boolean signed =
                    Case.signed(said.doc("witnesses")) && taken.stream().allMatch(Part::signed);
            String name = record.name();
            String shelf = Shelves.shelf(maker, seasonName, product, grade);
            Shelves.give(c.w(), shelf, new Part(new Place(when, 2, name, 0), name, grams, signed));
            Shelves.derive(c.w(), name, taken);
            Lot lot = new Lot(maker, seasonName, product, grade, grams);
            return c.keep(record, taken, lot, null, season.version());
        }
    }
}
