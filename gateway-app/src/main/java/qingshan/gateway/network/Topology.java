package qingshan.gateway.network;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import qingshan.rules.json.BadMember;

/**
 * Which organizations keep a ledger together, by which processes, and where each listens. Everything else about a network is
 * derived from it.
 *
 * @param name of the network; its files lie below this name
 * @param channel 1 to 249 of lower case letters, digits, dots and hyphens, beginning with a letter (Fabric's own rule)
 * @param batch how transactions are cut into blocks
 * @param certificateHours how long certificates are good for, 1 to 87,600; they are renewed when a third of it is left
 * @param organizations 1 to {@value #ORGANIZATIONS_MAX}, with names and MSP ids of their own; that their processes do not get
 *     into each other's way is what {@link TopologyCheck} sees to
 */
public record Topology(
        String name,
        String channel,
        Consensus consensus,
        Batch batch,
        int certificateHours,
        List<Organization> organizations) {
    static final int ORGANIZATIONS_MAX = 32;
    /** Of a network, an organization, a process: it is part of paths and of host names in certificates. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");

    private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9.-]{0,248}");
    private static final Pattern MSP_ID = Pattern.compile("[A-Za-z][A-Za-z0-9.-]{0,62}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252}[A-Za-z0-9])?");
    private static final int CERTIFICATE_HOURS_MAX = 87_600;
    private static final int PORT_MIN = 1024;
    private static final int PORT_MAX = 65_535;
    private static final int NODES_MAX = 16;
    /** Of n orderers under BFT, (n - 1) / 3 may fail or lie; with fewer than four none may. */
    private static final int BFT_MIN = 4;

    /** Refuses what cannot be started, or would start and not hold what it promises. */
    public Topology {
        named("name", name, NAME);
        named("channel", channel, CHANNEL);
        within("certificateHours", certificateHours, 1, CERTIFICATE_HOURS_MAX);
        organizations = bounded("organizations", organizations, 1, ORGANIZATIONS_MAX);
        distinct("organizations", organizations.stream().map(Organization::name), "name");
        distinct("organizations", organizations.stream().map(Organization::mspId), "mspId");
        if (organizations.stream().allMatch(organization -> organization.peers.isEmpty())) {
            throw new BadMember("organizations", "have no peer: nobody would keep the ledger");
        }
        int orderers = organizations.stream()
                .mapToInt(organization -> organization.orderers.size())
                .sum();
        if (orderers < 1) {
            throw new BadMember("organizations", "have no orderer: nobody would make blocks");
        }
        if (consensus == Consensus.BFT && orderers < BFT_MIN) {
            throw new BadMember(
                    "consensus", "needs " + BFT_MIN + " orderers, of which one may fail or lie; there are " + orderers);
        }
    }

    /** The same with every port so much higher: for a network that must not be in the way of another one. */
    public Topology shifted(int by) {
        List<Organization> all = organizations.stream()
                .map(one -> new Organization(
                        one.name,
                        one.mspId,
                        new Ca(one.ca.host, one.ca.port + by, one.ca.operationsPort + by),
                        one.peers.stream()
                                .map(peer -> new Peer(
                                        peer.name,
                                        peer.host,
                                        peer.port + by,
                                        peer.operationsPort + by,
                                        peer.chaincodePort + by))
                                .toList(),
                        one.orderers.stream()
                                .map(orderer -> new Orderer(
                                        orderer.name,
                                        orderer.host,
                                        orderer.port + by,
                                        orderer.operationsPort + by,
                                        orderer.adminPort + by))
                                .toList()))
                .toList();
        return new Topology(name, channel, consensus, batch, certificateHours, all);
    }

    /** This and one more organization. */
    Topology with(Organization organization) {
        List<Organization> all =
                Stream.concat(organizations.stream(), Stream.of(organization)).toList();
        return new Topology(name, channel, consensus, batch, certificateHours, all);
    }

    /**
     * Whether this is another one with organizations that came later: all else is equal, and those that it has first are the
     * other's.
     */
    boolean hasGrownFrom(Topology other) {
        return organizations.size() >= other.organizations.size()
                && organizations.subList(0, other.organizations.size()).equals(other.organizations)
                && new Topology(name, channel, consensus, batch, certificateHours, other.organizations).equals(other);
    }

    /** How orderers agree. */
    public enum Consensus {
        /** Crash faults only: whoever runs an orderer is trusted. */
        RAFT,
        /** A third of the orderers, less one, may fail or lie. */
        BFT
    }

    /**
     * How transactions are cut into blocks.
     *
     * @param timeoutMillis after which a block is cut though it is not full, 1 to 60,000
     * @param messages of a block at most, 1 to 10,000
     * @param preferredBytes above which a block is cut, unless one transaction alone is larger
     * @param bytes of a block at most, up to 99 MiB: what a process takes in one message
     */
    public record Batch(int timeoutMillis, int messages, int preferredBytes, int bytes) {
        private static final int BYTES_MAX = 99 * 1024 * 1024;

        /** Refuses other bounds. */
        public Batch {
            within("timeoutMillis", timeoutMillis, 1, 60_000);
            within("messages", messages, 1, 10_000);
            within("preferredBytes", preferredBytes, 1_024, BYTES_MAX);
            within("bytes", bytes, preferredBytes, BYTES_MAX);
        }
    }

    /**
     * One organization and all that it runs.
     *
     * @param mspId by which the ledger knows it
     * @param ca that gives it its certificates
     */
    public record Organization(String name, String mspId, Ca ca, List<Peer> peers, List<Orderer> orderers) {
        /** Refuses names twice. */
        public Organization {
            named("name", name, NAME);
            named("mspId", mspId, MSP_ID);
            peers = bounded("peers", peers, 0, NODES_MAX);
            orderers = bounded("orderers", orderers, 0, NODES_MAX);
            distinct("peers", peers.stream().map(Peer::name), "name");
            distinct("orderers", orderers.stream().map(Orderer::name), "name");
            distinct(
                    "peers and orderers",
                    Stream.concat(
                            peers.stream().map(Peer::name), orderers.stream().map(Orderer::name)),
                    "name");
        }
    }

    /**
     * A Fabric CA server.
     *
     * @param port where it enrols, over TLS
     * @param operationsPort for health and metrics, on loopback
     */
    public record Ca(String host, int port, int operationsPort) {
        /** Refuses another form. */
        public Ca {
            named("host", host, HOST);
            within("port", port, PORT_MIN, PORT_MAX);
            within("operationsPort", operationsPort, PORT_MIN, PORT_MAX);
        }
    }

    /**
     * A peer and its chaincode process.
     *
     * @param port for clients and other peers, over TLS
     * @param operationsPort for health and metrics, on loopback
     * @param chaincodePort where its chaincode process listens, on loopback
     */
    public record Peer(String name, String host, int port, int operationsPort, int chaincodePort) {
        /** Refuses another form. */
        public Peer {
            named("name", name, NAME);
            named("host", host, HOST);
            within("port", port, PORT_MIN, PORT_MAX);
            within("operationsPort", operationsPort, PORT_MIN, PORT_MAX);
            within("chaincodePort", chaincodePort, PORT_MIN, PORT_MAX);
        }
    }

    /**
     * An orderer.
     *
     * @param port for peers, clients and other orderers, over TLS
     * @param operationsPort for health and metrics, on loopback
     * @param adminPort where its operator lets it join a channel, over mutual TLS, on loopback
     */
    public record Orderer(String name, String host, int port, int operationsPort, int adminPort) {
        /** Refuses another form. */
        public Orderer {
            named("name", name, NAME);
            named("host", host, HOST);
            within("port", port, PORT_MIN, PORT_MAX);
            within("operationsPort", operationsPort, PORT_MIN, PORT_MAX);
            within("adminPort", adminPort, PORT_MIN, PORT_MAX);
        }
    }

    /** Whether a text can be the name of a network or an organization. */
    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static void named(String member, String text, Pattern pattern) {
        if (!pattern.matcher(text).matches()) {
            throw new BadMember(member, "is not of the form " + pattern);
        }
    }

    private static void within(String member, int value, int min, int max) {
        if (value < min || value > max) {
            throw new BadMember(member, "is not from " + min + " to " + max);
        }
    }

    private static <T> List<T> bounded(String member, List<T> list, int min, int max) {
        if (list.size() < min || list.size() > max) {
            throw new BadMember(member, "are not " + min + " to " + max);
        }
        return List.copyOf(list);
    }

    private static void distinct(String member, Stream<String> names, String what) {
        Set<String> seen = new HashSet<>();
        names.forEach(name -> {
            if (!seen.add(name)) {
                throw new BadMember(member, "have the " + what + " " + name + " twice");
            }
        });
    }
}
