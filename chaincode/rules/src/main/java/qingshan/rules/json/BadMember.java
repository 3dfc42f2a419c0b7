package qingshan.rules.json;

/** What a record's constructor has against one of its components, where it has several; {@link Records} names it. */
public final class BadMember extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String member;

    /**
     * @param member the component's name
     * @param problem in words for the user
     */
    public BadMember(String member, String problem) {
        super(problem);
        this.member = member;
    }

    /** The same, with its cause. */
    public BadMember(String member, String problem, Throwable cause) {
        super(problem, cause);
        this.member = member;
    }

    /** The component's name. */
    public String member() {
        return member;
    }
}
