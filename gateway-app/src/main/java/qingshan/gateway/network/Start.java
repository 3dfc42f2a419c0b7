package qingshan.gateway.network;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The steps by which a network comes up. Each looks first at what is there already. */
final class Start {
    private final Topology topology;
    private final Place place;
    private final Tool tool;
    private final Processes processes;
    private final Membership membership;
    private final Renewal renewal;
    private final Listener listener;

    Start(Topology topology, Place place, Tool tool, Processes processes, InstantSource clock, Listener listener) {
        this.topology = topology;
        this.place = place;
        this.tool = tool;
        this.processes = processes;
        this.membership = new Membership(topology, place, tool, processes, clock);
        this.renewal = new Renewal(topology, place, tool, processes, clock);
        this.listener = listener;
    }

    /** With certificates renewed that are due; what runs with them begins anew. */
    Code renewed(Deployment deployment, List<Path> more) {
        authorities();
        topology.organizations().forEach(organization -> renewal.members(organization, listener));
        Code code = go(deployment, more);
        renewal.named(membership, listener);
        return code;
    }

    /** Without anything being stopped. */
    Code asItIs(Deployment deployment, List<Path> more) {
        authorities();
        return go(deployment, more);
    }

    private void authorities() {
        listener.begins(Listener.Step.AUTHORITIES);
        List<Authority> authorities = topology.organizations().stream()
                .map(organization -> new Authority(topology, organization, place, tool))
                .toList();
        authorities.forEach(Authority::prepare);
        Path program = tool.path("fabric-ca-server");
        processes.start(authorities.stream()
                .map(authority -> authority.service(program))
                .toList());
        listener.begins(Listener.Step.CERTIFICATES);
        Together.each(topology.organizations(), membership::enrol);
    }

    private Code go(Deployment deployment, List<Path> more) {
        listener.begins(Listener.Step.NODES);
        new ChannelFile(topology, place).makeGenesis(tool);
        nodes();
        listener.begins(Listener.Step.CHANNEL);
        Together.each(OrdererProcess.of(topology, place), membership::join);
        membership.admitNewcomers();
        Together.each(PeerProcess.of(topology, place), membership::join);
        membership.catchUp();
        listener.begins(Listener.Step.CHAINCODE);
        return deployment.deploy(more);
    }

    private void nodes() {
        List<OrdererProcess> orderers = OrdererProcess.of(topology, place);
        List<PeerProcess> peers = PeerProcess.of(topology, place);
        orderers.forEach(OrdererProcess::configure);
        peers.forEach(PeerProcess::configure);
        Path orders = tool.path("orderer");
        Path keeps = tool.path("peer");
        processes.start(Stream.concat(
                        orderers.stream().map(orderer -> orderer.service(orders)),
                        peers.stream().map(peer -> peer.service(keeps)))
                .toList());
    }
}
