package qingshan.model.plain;

import java.util.ArrayList;
import java.util.List;

/** Who and what a seed plays with. Nothing of one seed is of another, so that many can share one ledger. */
final class Cast {
    static final String LEAF = "茶青";
    static final String MADE = "干茶";
    /** The last lies beyond the Basic Multilingual Plane, where Java's order of texts is not that of their bytes. */
    static final List<String> GRADES = List.of("一级", "特级", "𠮷级");

    final long seed;
    final String season;
    final String market;
    final String foreignMarket;
    final List<String> scales = List.of("秤1", "S/2");
    /** Card holders: two households, a co-operative, two traders, two factories. */
    final List<String> holders = List.of("h0", "h1", "c0", "t0", "t1", "f0", "f1");

    final String laboratory;
    final List<String> gtins = new ArrayList<>();

    Cast(long seed) {
        this.seed = seed;
        season = "春-" + seed;
        market = id("market");
        foreignMarket = id("foreign market");
        laboratory = id("laboratory");
        for (int i = 0; i < 3; i++) {
            gtins.add(gtin(i));
        }
    }

    String id(String what) {
        return Crypto.digest(seed + "/" + what).substring(0, 32);
    }

    String party(String holder) {
        return id("party " + holder);
    }

    String card(String holder) {
        return id("card " + holder);
    }

    static String kind(String holder) {
        return switch (holder.charAt(0)) {
            case 'h' -> "household";
            case 'c' -> "co-operative";
            case 't' -> "trader";
            default -> "enterprise";
        };
    }

    String plot(String holder, int i) {
        return id("plot " + holder + i);
    }

    private String gtin(int i) {
        String digits = "69" + "000000000".substring(Long.toString(seed).length()) + seed + i;
        for (char check = '0'; check <= '9'; check++) {
            if (Case.isGtin(digits + check)) {
                return digits + check;
            }
        }
        throw new IllegalStateException(digits);
    }
}
