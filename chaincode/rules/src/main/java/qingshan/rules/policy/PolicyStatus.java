package qingshan.rules.policy;

/** How sure the numbers of a policy are. Shown wherever one is used. */
public enum PolicyStatus {
    /** Read in the cited source. */
    VERIFIED,
    /** Taken over from somebody, not checked. */
    UNVERIFIED
}
