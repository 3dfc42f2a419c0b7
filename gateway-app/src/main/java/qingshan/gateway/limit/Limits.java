package qingshan.gateway.limit;

/**
 * How much may be asked: so many at once, and so many a second from then on.
 *
 * @param address of anything, from one address: a school or a market stands behind one
 * @param signIn of sign-ins, from one address
 * @param principal of anything, by one account, from wherever
 */
public record Limits(Rate address, Rate signIn, Rate principal) {
    /**
     * A bucket of tokens.
     *
     * @param burst how many it holds
     * @param perSecond how many flow in
     */
    public record Rate(int burst, double perSecond) {}

    /** What holds if nobody says otherwise; {@code docs/reference/rest.md} tells it. */
    public static final Limits USUAL = new Limits(new Rate(1_000, 100), new Rate(20, 1 / 3.0), new Rate(500, 50));
}
