package qingshan.gateway.network;

import java.nio.file.Path;
import java.util.List;

/** Makes the certificates of who submits for an organization good for nothing. */
final class Revocation {
    private final Topology topology;
    private final Place place;
    private final Tool tool;

    Revocation(Topology topology, Place place, Tool tool) {
        this.topology = topology;
        this.place = place;
        this.tool = tool;
    }

    /** Revokes those of a name at the organization's authority, and lets the channel know. */
    void revoke(Topology.Organization of, String name) {
        PeerProcess operator = PeerProcess.ofEach(topology, place).stream()
                .filter(peer -> peer.organization().equals(of))
                .findFirst()
                .orElseThrow(() -> NetworkException.of("revoke.peerless", null, of.name()));
        Authority authority = new Authority(topology, of, place, tool);
        authority.revoke(name);
        Path revoked = authority.revoked();
        new ChannelConfig(topology, place, tool)
                .update(
                        List.of(operator),
                        OrdererProcess.nearest(operator),
                        channel -> MemberGroup.revoking(channel, of.mspId(), revoked));
    }
}
