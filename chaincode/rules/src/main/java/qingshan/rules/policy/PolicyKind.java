package qingshan.rules.policy;

/** The kinds of policy, each with its schema and the organization that approves it; see {@code PolicyRules}. */
public enum PolicyKind {
    /** A season's dates, yield, conversion band and duties: {@link SeasonPolicy}. */
    SEASON
}
