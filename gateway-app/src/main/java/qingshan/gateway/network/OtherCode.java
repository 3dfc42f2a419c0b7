package qingshan.gateway.network;

/**
 * A peer for which something else runs than all have agreed to: it endorses nothing that is committed.
 *
 * @param peer {@code peer0.trade}
 * @param runs the version of its chaincode process, or empty if none is wanted
 * @param approved the version that its organization approved, or empty
 * @param inForce the version that all have agreed to
 */
public record OtherCode(String peer, String runs, String approved, String inForce) {}
