package qingshan.gateway.embedded;

/**
 * Which transaction wrote a value last.
 *
 * @param block its block's number
 * @param tx its place in the block, from 0
 */
record Version(long block, int tx) {

    org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version proto() {
        return org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version.newBuilder()
                .setBlockNum(block)
                .setTxNum(tx)
                .build();
    }
}
