package qingshan.gateway.network.install;

import java.time.Duration;

/**
 * How long and how large anything may be.
 *
 * @param answerMax for a program that is asked for its version
 * @param silenceMax for a server to take a connection, and between two signs of life from it
 * @param downloadMax for one archive, with all its attempts
 * @param attemptsMax to get one archive, each of which must bring it further
 * @param redirectsMax from an address to the one that answers
 * @param archiveBytesMax of an archive
 * @param unpackedBytesMax of what is in an archive
 * @param entriesMax in an archive
 */
record Limits(
        Duration answerMax,
        Duration silenceMax,
        Duration downloadMax,
        int attemptsMax,
        int redirectsMax,
        long archiveBytesMax,
        long unpackedBytesMax,
        int entriesMax) {
    private static final long MIB = 1024 * 1024;

    /** Several times what the releases need on a slow line; the first start of a large program on a cold disk is slow. */
    static final Limits USUAL = new Limits(
            Duration.ofSeconds(20), Duration.ofSeconds(30), Duration.ofHours(2), 20, 5, 512 * MIB, 2048 * MIB, 10_000);
}
