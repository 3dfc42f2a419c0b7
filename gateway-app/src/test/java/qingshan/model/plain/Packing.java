package qingshan.model.plain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thinks up products, processing, blending and packing. */
final class Packing {
    private final Scene s;
    private final Cast cast;

    Packing(Scene s) {
        this.s = s;
        this.cast = s.cast;
    }

    private Who maker() {
        return s.pick(List.of(Who.CLERK, Who.CLERK, Who.IMPORTER, Who.REGISTRAR));
    }

    Sent product() {
        Who who = s.chance(60) ? Who.IMPORTER : Who.REGISTRAR;
        Doc product = Doc.of()
                .with(
                        "gtin",
                        s.chance(95) ? s.pick(cast.gtins) : s.chance(50) ? "6901234567890" : "0" + s.pick(cast.gtins))
                .with("maker", s.chance(95) ? s.card(s.pick(List.of("f0", "f1"))) : s.nowhere())
                .with("name", s.chance(50) ? "青山绿茶" : null)
                .with("netGrams", s.chance(70) ? 100 : 250);
        Doc body = s.command(who.adopts() && s.chance(50) ? null : s.uuid(), s.when(who));
        return s.send(who, "RegisterProduct", body.with("product", product));
    }

    private Doc made(String maker) {
        return Doc.of().with("season", s.chance(98) ? cast.season : "nowhen").with("maker", maker);
    }

    private Sent record(Who who, String type, String kind, Doc said, Scene.Backing backing) {
        said.with("occurredAt", Scene.time(s.when(who))).with("witnesses", backing.witnesses());
        return Origin.record(s, who, type, kind, said, backing);
    }

    private Scene.Backing back(String card, boolean attested) {
        return attested ? s.attested() : s.back(List.of(card));
    }

    Sent process() {
        return process(maker(), null, false);
    }

    Sent process(Who who, @Nullable String number, boolean attested) {
        if (s.stocked(Cast.LEAF).isEmpty() && s.chance(90)) {
            return new Trading(s).slip(who, number, attested);
        }
        String shelf = s.pickOr(s.stocked(Cast.LEAF));
        String card = shelf == null || s.chance(2) ? s.nowhere() : s.today(shelf.split("\t", -1)[0]);
        long leaf = shelf == null ? 400 : s.some(s.held(shelf));
        List<World.Edition> editions = s.w.policies.get(cast.season);
        long least =
                editions == null ? 4_000_000 : editions.getLast().document().number("leafPerMadeMin");
        long most = editions == null ? 5_000_000 : editions.getLast().document().number("leafPerMadeMax");
        int how = s.dice(10);
        long ratio = how == 0 ? most + s.upTo(3000) : how == 1 ? least - s.upTo(3000) : (least + most) / 2;
        long made = Math.max(1, leaf * 1_000_000 / ratio);
        if (s.chance(20)) {
            made = Math.max(20, made / 40 * 20);
            leaf = Math.max(1, made * s.pick(List.of(least, most)) / 1_000_000 + s.dice(3) - 1);
        }
        Doc said = made(card)
                .with("leafGrade", shelf == null ? "一级" : shelf.split("\t", -1)[3])
                .with("leafGrams", leaf)
                .with("madeGrade", s.pick(Cast.GRADES))
                .with("madeGrams", made)
                .with("number", number);
        return record(who, "RecordProcessing", "processing", said, back(card, attested));
    }

    Sent blend() {
        String product = s.chance(30) || s.stocked(Cast.MADE).isEmpty() ? Cast.LEAF : Cast.MADE;
        List<String> stocked = s.stocked(product);
        if (stocked.isEmpty() && s.chance(90)) {
            return new Trading(s).slip();
        }
        String one = s.pickOr(stocked);
        String account = one == null ? cast.card("f0") : one.split("\t", -1)[0];
        String card = s.today(account);
        List<Doc> parts = new ArrayList<>();
        for (String shelf : stocked) {
            if (shelf.startsWith(account) && (shelf.equals(one) || s.chance(60))) {
                parts.add(Doc.of().with("grade", shelf.split("\t", -1)[3]).with("grams", s.some(s.held(shelf))));
            }
        }
        if (parts.isEmpty()) {
            parts.add(Doc.of().with("grade", "一级").with("grams", 100));
        }
        boolean bound = s.hasKind(card, "certificateKinds") && product.equals(Cast.LEAF);
        Scene.Backing backing = back(card, false);
        Doc said = made(card)
                .with("product", product)
                .with("parts", parts)
                .with("grade", s.pick(Cast.GRADES))
                .with("certificate", s.chance(bound ? 85 : 30) ? "新证" + s.dice(6) : null)
                .with("promise", s.chance(30) ? "自检" : null);
        return record(s.chance(70) ? Who.CLERK : Who.REGISTRAR, "RecordBlending", "blending", said, backing);
    }

    Sent pack() {
        return pack(maker(), null, false);
    }

    Sent pack(Who who, @Nullable String number, boolean attested) {
        if (s.stocked(Cast.MADE).isEmpty() && s.chance(95)) {
            return process(who, number, attested);
        }
        String shelf = s.pickOr(s.stocked(Cast.MADE));
        String card = s.today(shelf == null ? cast.card("f0") : shelf.split("\t", -1)[0]);
        List<World.Part> parts = shelf == null ? List.of() : Shelves.of(s.w, shelf);
        World.Part part = s.pickOr(parts);
        String lot = part == null || s.chance(4) ? new Origin(s).lot() : part.lot();
        long held = parts.stream()
                .filter(each -> each.lot().equals(lot))
                .mapToLong(World.Part::grams)
                .sum();
        long net = s.chance(60) ? 100 : s.upTo(300);
        long packs = s.chance(85) ? Math.max(1, s.upTo(Math.max(1, held / net))) : held / net + 1;
        Doc said = made(s.chance(98) ? card : s.nowhere())
                .with("lot", lot)
                .with(
                        "gtin",
                        s.chance(90)
                                ? s.pick(cast.gtins)
                                : s.pick(List.of("6901234567892", "123", "0" + s.pick(cast.gtins))))
                .with("packGrams", net)
                .with("packs", s.chance(1) ? Case.INTEGER_MAX : packs)
                .with("number", number);
        return record(who, "RecordPacking", "packing", said, back(said.text("maker"), attested));
    }
}
