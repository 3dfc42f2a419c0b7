package qingshan.gateway.embedded;

/**
 * Where transactions go.
 *
 * @param name of the channel
 * @param chaincode its name, which is also the namespace of the state
 */
record Channel(String name, String chaincode) {

    static final Channel QINGSHAN = new Channel("qingshan", "qingshan");

    /** What endorsements quote; one operator upgrades contracts with the program. */
    static final String CHAINCODE_VERSION = "1";
}
