package qingshan.gateway.limit;

import java.time.Duration;

/**
 * How long a connection is waited for.
 *
 * @param request how long a request without a body may take to arrive, from its first byte to its last
 * @param bytesPerSecond for so many bytes of a body that came, a second more
 * @param silence how long nothing may move; of an answer, how long a part of it may take to be taken
 * @param eachMax requests from one address that may be on their way at once
 */
public record Patience(Duration request, int bytesPerSecond, Duration silence, int eachMax) {
    /** What holds if nobody says otherwise; {@code docs/reference/rest.md} tells it. */
    public static final Patience USUAL = new Patience(Duration.ofSeconds(30), 16 * 1024, Duration.ofMinutes(1), 64);

    /** For a request of which so many bytes of its body are there. */
    Duration after(long bytes) {
        return request.plusMillis(bytes * 1_000 / bytesPerSecond);
    }
}
