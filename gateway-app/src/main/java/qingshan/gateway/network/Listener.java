package qingshan.gateway.network;

/** Is told what is being done with a network. */
public interface Listener {
    /** Tells nobody. */
    Listener SILENT = new Listener() {
        @Override
        public void begins(Step step) {
            // nobody waits
        }
    };

    /** What is being done, for whoever waits. */
    enum Step {
        AUTHORITIES,
        CERTIFICATES,
        NODES,
        CHANNEL,
        CHAINCODE,
        /** Orderers of a BFT channel get other certificates. */
        ORDERERS
    }

    /** A step begins. */
    void begins(Step step);

    /**
     * Certificates of an operator or a node were renewed.
     *
     * @param before of those that they replace the one that ends first
     * @param wasOver whether that had expired already
     */
    default void renewed(Expiry before, boolean wasOver) {}
}
