package qingshan.gateway.season;

import org.jspecify.annotations.Nullable;
import qingshan.rules.party.PartyKind;

/** The four kinds of party that trade in a leaf market, as its tables call them. */
public final class Kinds {
    private Kinds() {}

    /** The kind that a market calls so, or null. */
    public static @Nullable PartyKind of(String label) {
        return switch (label) {
            case "茶农" -> PartyKind.HOUSEHOLD;
            case "合作社" -> PartyKind.CO_OPERATIVE;
            case "茶商" -> PartyKind.TRADER;
            case "企业" -> PartyKind.ENTERPRISE;
            default -> null;
        };
    }

    /** Whether leaf that a party of this kind sells is its own harvest. */
    public static boolean grows(PartyKind kind) {
        return kind == PartyKind.HOUSEHOLD || kind == PartyKind.CO_OPERATIVE;
    }
}
