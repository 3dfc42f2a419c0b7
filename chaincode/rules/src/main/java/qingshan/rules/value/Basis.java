package qingshan.rules.value;

/** On what a fact rests. */
public enum Basis {
    /** Taken from a market's records; nobody approved it. */
    ADOPTED,
    /** Registered or approved by the organization whose task it is. */
    APPROVED
}
