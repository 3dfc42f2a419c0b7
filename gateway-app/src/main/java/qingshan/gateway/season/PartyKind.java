package qingshan.gateway.season;

import org.jspecify.annotations.Nullable;

/** The four kinds of party that trade in a leaf market. */
public enum PartyKind {
    /** 茶农: grows and picks. */
    HOUSEHOLD("茶农"),
    /** 合作社: grows and picks, as many households. */
    CO_OPERATIVE("合作社"),
    /** 茶商: buys and sells. */
    TRADER("茶商"),
    /** 企业: buys, makes and packs. */
    FACTORY("企业");

    private final String label;

    PartyKind(String label) {
        this.label = label;
    }

    /** What the market calls it. */
    public String label() {
        return label;
    }

    /** Whether leaf that it sells is its own harvest. */
    public boolean grows() {
        return this == HOUSEHOLD || this == CO_OPERATIVE;
    }

    /** The kind that the market calls so. */
    static @Nullable PartyKind of(String label) {
        for (PartyKind kind : values()) {
            if (kind.label.equals(label)) {
                return kind;
            }
        }
        return null;
    }
}
