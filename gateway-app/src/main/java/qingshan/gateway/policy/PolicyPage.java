package qingshan.gateway.policy;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An edition of a season's policy.
 *
 * @param status {@code verified} or {@code unverified}
 * @param mspId the organization that published or adopted it
 * @param document with a line for each member
 */
public record PolicyPage(
        String name,
        int version,
        LocalDate effectiveFrom,
        String source,
        String status,
        Instant publishedAt,
        String mspId,
        String hash,
        String document) {}
