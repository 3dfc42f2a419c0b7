package qingshan.rules.origin;

/** Who approves an entitlement, one after the other. */
public enum ApprovalLevel {
    /** Proposes it. */
    VILLAGE(0),
    TOWN(1),
    /** Grants it. */
    COUNTY(2);

    private final int before;

    ApprovalLevel(int before) {
        this.before = before;
    }

    /** How many must have approved before. */
    int before() {
        return before;
    }

    /** Whose turn it is after so many approvals. */
    static ApprovalLevel after(int approvals) {
        return switch (approvals) {
            case 0 -> VILLAGE;
            case 1 -> TOWN;
            case 2 -> COUNTY;
            default -> throw new IllegalStateException("approved by all");
        };
    }
}
