package qingshan.rules.lot;

/** What a record is about. */
public enum RecordKind {
    SLIP,
    HARVEST,
    LOSS,
    PROCESSING,
    BLENDING,
    PACKING,
    REVERSAL
}
