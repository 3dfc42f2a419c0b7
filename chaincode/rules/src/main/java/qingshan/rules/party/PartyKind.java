package qingshan.rules.party;

/** What a party is. */
public enum PartyKind {
    PERSON,
    /** 茶农. */
    HOUSEHOLD,
    /** 合作社. */
    CO_OPERATIVE,
    /** 茶商. */
    TRADER,
    /** 企业, a factory among them. */
    ENTERPRISE,
    VILLAGE,
    BANK,
    AUTHORITY,
    LABORATORY
}
