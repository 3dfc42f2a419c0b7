package qingshan.gateway.season.load;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.season.Checked;
import qingshan.gateway.season.Earlier;
import qingshan.gateway.season.Kinds;
import qingshan.gateway.season.Register;
import qingshan.gateway.season.Row;
import qingshan.gateway.season.RowChecks;
import qingshan.gateway.season.SeasonSettings;
import qingshan.gateway.season.SeasonTable;
import qingshan.gateway.season.SoundRow;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.Command;
import qingshan.rules.Opening;
import qingshan.rules.batch.BatchEntry;
import qingshan.rules.card.CardCommand;
import qingshan.rules.card.Slip;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Packing;
import qingshan.rules.pack.Processing;
import qingshan.rules.party.PartyKind;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Fen;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** Makes a batch's entries from staged rows: the same row gives the same entry, to the byte. */
final class Entries {
    private static final int NUMBER_MAX = 2 * Bounds.TEXT_MAX;

    private final Ids ids;
    private final Id market;
    private final Name season;
    private final RowChecks checks;
    private final Register register;
    private final Adoptions adoptions;

    /**
     * For one run.
     *
     * @param market whose records are adopted
     * @param policyVersion of the season's policy, if it is published
     */
    Entries(SeasonSettings settings, Ids ids, Id market, Register register, int policyVersion) {
        this.ids = ids;
        this.market = market;
        this.season = new Name(settings.season());
        this.checks = new RowChecks(settings);
        this.register = register;
        this.adoptions = new Adoptions(settings, ids, market, policyVersion);
    }

    Entry of(StoredRow row) {
        Code code = row.code();
        if (code != null) {
            return refused(row, code, field(row.column()));
        }
        try {
            return row.section().moves() ? moved(row) : adopted(row);
        } catch (IllegalArgumentException unfit) {
            // a value that the format allows and the ledger has no room for
            return refused(row, Code.BAD_VALUE, JsonObject.of("problem", String.valueOf(unfit.getMessage())));
        }
    }

    private Entry adopted(StoredRow row) {
        Command command = adoptions.of(row);
        if (command == null) {
            return refused(row, Code.BAD_TEXT, field(adoptions.unfit(row)));
        }
        boolean line = row.section().table() != null;
        JsonObject json =
                entry(row, line ? row.line() : 0, adoptions.number(row), adoptions.occurredAt(), command, null);
        return new Entry(
                json, null, row.section() == Section.ENTITLEMENTS ? row.fields().size() : 1);
    }

    private Entry moved(StoredRow row) {
        Row read = new Row(tableOf(row), row.line(), row.fields());
        if (!(checks.check(read, Earlier.NONE, register) instanceof Checked.Sound sound)) {
            throw new IllegalStateException("sound when it was staged: " + row.section() + " line " + row.line());
        }
        return switch (sound.row()) {
            case SoundRow.Slip s -> slip(row, s);
            case SoundRow.Processing p -> {
                Processing body = new Processing(
                        season,
                        ids.card(p.factory()),
                        new Text(p.gradeIn()),
                        new Grams(p.gramsIn()),
                        new Text(p.gradeOut()),
                        new Grams(p.gramsOut()),
                        new Text(p.number()),
                        LedgerTime.ofEpochMilli(p.occurredAt()),
                        witnesses(null));
                yield entry(row, p, new PackCommand.RecordProcessing(null, body, List.of()), null);
            }
            case SoundRow.Packing p -> packing(row, p);
        };
    }

    private Entry slip(StoredRow row, SoundRow.Slip s) {
        RecordName name = RecordName.row(market, season, row.section().title(), new Text(s.number()));
        Opening opening = new Opening(new Fen(s.amountFen()), new Fen(s.fenPerKg()), ids.salt(name));
        PartyKind seller = register.kind(s.seller());
        boolean harvest = s.product().equals(Adoptions.LEAF) && seller != null && Kinds.grows(seller);
        Slip body = new Slip(
                season,
                harvest ? Slip.Source.HARVEST : Slip.Source.HOLDING,
                ids.card(s.seller()),
                ids.card(s.buyer()),
                new Text(s.product()),
                new Text(s.grade()),
                new Grams(s.grams()),
                LedgerTime.ofEpochMilli(s.occurredAt()),
                LedgerTexts.optional(s.certificate()),
                LedgerTexts.optional(s.sample()),
                new Text(s.number()),
                opening.commitment(),
                witnesses(LedgerTexts.optional(s.scale())));
        return entry(row, s, new CardCommand.RecordSlip(null, body, List.of()), opening);
    }

    private Entry packing(StoredRow row, SoundRow.Packing p) {
        if (!LedgerTexts.fits(p.batch())) {
            // no such number can have been accepted
            return refused(row, Code.UNKNOWN_BATCH, field("batch"));
        }
        Packing body = new Packing(
                season,
                ids.card(p.factory()),
                RecordName.row(market, season, Section.PROCESSING.title(), new Text(p.batch())),
                p.gtin(),
                new Grams(p.gramsPerPack()),
                p.packs(),
                new Text(p.number()),
                LedgerTime.ofEpochMilli(p.occurredAt()),
                witnesses(null));
        return entry(row, p, new PackCommand.RecordPacking(null, body, List.of()), null);
    }

    private Witnesses witnesses(@Nullable Text scale) {
        return new Witnesses(market, scale, List.of());
    }

    private Entry entry(StoredRow row, SoundRow sound, Command command, @Nullable Opening opening) {
        LedgerTime at = LedgerTime.ofEpochMilli(sound.occurredAt());
        return new Entry(entry(row, row.line(), row.number(), at, command, null), opening, 1);
    }

    private static JsonObject field(@Nullable String column) {
        return column == null ? JsonObject.EMPTY : JsonObject.of("field", column);
    }

    /** The detail says nothing of what stands in the row: prices and printed cards are not for everybody. */
    private Entry refused(StoredRow row, Code code, JsonObject detail) {
        BatchEntry.Refused refused = new BatchEntry.Refused(code.name(), detail);
        boolean line = row.section().table() != null;
        String number = row.section().moves() ? row.number() : adoptions.number(row);
        return new Entry(entry(row, line ? row.line() : 0, shortened(number), null, null, refused), null, 1);
    }

    private static JsonObject entry(
            StoredRow row,
            long line,
            String number,
            @Nullable LedgerTime at,
            @Nullable Command command,
            BatchEntry.@Nullable Refused refused) {
        JsonObject json = command == null ? null : Records.write(command, Command.class);
        return Records.write(new BatchEntry(row.section().title(), line, number, at, json, refused), BatchEntry.class);
    }

    private static String shortened(String number) {
        if (number.length() <= NUMBER_MAX) {
            return number;
        }
        int end = Character.isHighSurrogate(number.charAt(NUMBER_MAX - 1)) ? NUMBER_MAX - 1 : NUMBER_MAX;
        return number.substring(0, end);
    }

    private static SeasonTable tableOf(StoredRow row) {
        SeasonTable table = row.section().table();
        if (table == null) {
            throw new IllegalStateException("no table: " + row.section());
        }
        return table;
    }
}
