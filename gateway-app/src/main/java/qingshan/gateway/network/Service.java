package qingshan.gateway.network;

import java.util.List;

/**
 * A process that is to run as long as its network does.
 *
 * @param name {@code peer0.trade}; that of a chaincode process is its peer's with {@code chaincode.} before it
 * @param after the name of the service with which it must begin anew, or empty: a chaincode process that has lost its peer
 *     keeps threads that wait for it for ever
 * @param command the program and its arguments
 * @param environment {@code NAME=value}, beside what the supervisor has
 * @param directory in which it runs
 * @param address host and port where it listens
 */
record Service(
        String name, String after, List<String> command, List<String> environment, String directory, String address) {
    static final String CHAINCODE = "chaincode.";

    Service {
        command = List.copyOf(command);
        environment = List.copyOf(environment);
    }

    /** Whether a variable would change what one of Fabric's programs does: none is taken from whoever starts a network. */
    static boolean isFabrics(String variable) {
        return variable.startsWith("CORE_")
                || variable.startsWith("ORDERER_")
                || variable.startsWith("FABRIC_CA_")
                || variable.startsWith("FABRIC_LOGGING")
                || variable.equals("FABRIC_CFG_PATH");
    }
}
