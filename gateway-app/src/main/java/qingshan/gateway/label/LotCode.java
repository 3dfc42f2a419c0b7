package qingshan.gateway.label;

import java.util.HexFormat;
import qingshan.rules.value.Digest;
import qingshan.rules.value.RecordName;

/** What stands for a packing run in links, where the market's own number may not fit. */
public final class LotCode {
    private static final int LENGTH = 13;

    private LotCode() {}

    /**
     * The run's own number if a market's table gave it one and it is 1 to 20 characters of GS1's set 82; else 13 symbols
     * made of the record's name, the same each time: the first 65 bits of its SHA-256, in the alphabet of the serials.
     */
    public static String of(RecordName run) {
        if (run.isRow() && Set82.fits(run.parts()[4])) {
            return run.parts()[4];
        }
        byte[] digest = HexFormat.of().parseHex(Digest.of(run.value()).value());
        return Symbols.write(digest, LENGTH);
    }
}
