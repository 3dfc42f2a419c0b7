package qingshan.gateway.follower;

import qingshan.rules.value.LedgerTime;

/**
 * Where something happened on the ledger.
 *
 * @param block its number
 * @param tx the transaction's index in the block
 * @param mspId who submitted it
 * @param recordedAt the transaction's timestamp
 */
public record Place(long block, int tx, String mspId, LedgerTime recordedAt) {}
