package qingshan.gateway.season;

import org.jspecify.annotations.Nullable;
import qingshan.rules.party.PartyKind;

/** Kinds of party as a leaf market's tables call them; four of them trade there. */
public final class Kinds {
    private Kinds() {}

    /** The kind that trades and that a market calls so, or null. */
    public static @Nullable PartyKind of(String label) {
        return switch (label) {
            case "茶农" -> PartyKind.HOUSEHOLD;
            case "合作社" -> PartyKind.CO_OPERATIVE;
            case "茶商" -> PartyKind.TRADER;
            case "企业" -> PartyKind.ENTERPRISE;
            default -> null;
        };
    }

    /** What a market calls a kind. */
    public static String label(PartyKind kind) {
        return switch (kind) {
            case PERSON -> "个人";
            case HOUSEHOLD -> "茶农";
            case CO_OPERATIVE -> "合作社";
            case TRADER -> "茶商";
            case ENTERPRISE -> "企业";
            case VILLAGE -> "村";
            case BANK -> "银行";
            case AUTHORITY -> "主管部门";
            case LABORATORY -> "检测机构";
        };
    }

    /** Whether leaf that a party of this kind sells is its own harvest. */
    public static boolean grows(PartyKind kind) {
        return kind == PartyKind.HOUSEHOLD || kind == PartyKind.CO_OPERATIVE;
    }
}
