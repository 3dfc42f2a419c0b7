package qingshan.gateway.network.install;

import java.util.List;
import java.util.Locale;

/**
 * The programs that a network needs. Each can be asked for its version; one that names none, as development builds do, is
 * known by a sign: something that no release before the accepted ones can do.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are made by List.of
enum Program {
    PEER(
            List.of("version"),
            new Sign(List.of("lifecycle", "chaincode", "checkcommitreadiness", "--help"), "--inspect")),
    /** Says and takes the same in all releases, but only one with BFT holds the library for it. */
    ORDERER(List.of("version"), new Sign(List.of(), "hyperledger-labs/SmartBFT")),
    /** Never names a version. */
    OSNADMIN(List.of(), new Sign(List.of("channel", "update", "--help"), "--config-update-envelope")),
    /** Since there is no system channel any more, what was for it is marked so. */
    CONFIGTXGEN(List.of("--version"), new Sign(List.of("--help"), "[DEPRECATED] The path to write a channel creation")),
    /** Fails with a type that it does not know; this one came with BFT. No input is an empty message of it. */
    CONFIGTXLATOR(List.of("version"), new Sign(List.of("proto_decode", "--type", "common.Orderers"), "")),
    FABRIC_CA_SERVER(List.of("version"), new Sign(List.of("--help"), "--idemix.curve")),
    FABRIC_CA_CLIENT(List.of("version"), new Sign(List.of("--help"), "--idemix.curve"));

    /**
     * What an accepted program shows and an older one does not.
     *
     * @param arguments with which it is run, without input, and must succeed; if empty, its file is searched instead
     * @param shows what stands in its output, or in its file
     */
    record Sign(List<String> arguments, String shows) {}

    private final List<String> version;
    private final Sign sign;

    Program(List<String> version, Sign sign) {
        this.version = version;
        this.sign = sign;
    }

    static Program named(String file) {
        return valueOf(file.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    /** The name of its file. */
    String file() {
        return name().replace('_', '-').toLowerCase(Locale.ROOT);
    }

    /** The arguments that ask for its version; empty if nothing does. */
    List<String> version() {
        return version;
    }

    Sign sign() {
        return sign;
    }
}
