package qingshan.gateway.network;

/** Where an organization's processes are to listen: here, and where no other program does; ours that are up already may. */
final class Ports {
    private final Running running;

    Ports(Place place) {
        this.running = Running.read(place);
    }

    /** @throws NetworkException if one is elsewhere, or taken */
    void mustBeFree(Topology.Organization organization) {
        Topology.Ca ca = organization.ca();
        mustBeFree(Authority.name(organization), ca.host(), ca.port(), ca.operationsPort());
        for (Topology.Peer peer : organization.peers()) {
            String name = peer.name() + "." + organization.name();
            mustBeFree(name, peer.host(), peer.port(), peer.operationsPort());
            mustBeFree(Service.CHAINCODE + name, Addresses.LOOPBACK, peer.chaincodePort());
        }
        for (Topology.Orderer orderer : organization.orderers()) {
            String name = orderer.name() + "." + organization.name();
            mustBeFree(name, orderer.host(), orderer.port(), orderer.operationsPort(), orderer.adminPort());
        }
    }

    /** @param loopback ports of what listens on loopback, whatever the host */
    private void mustBeFree(String service, String host, int port, int... loopback) {
        Addresses.mustBeHere(host);
        if (running.of(service).flatMap(Running.One::handle).isEmpty()) {
            Addresses.mustBeFree(host, port, service);
            for (int one : loopback) {
                Addresses.mustBeFree(Addresses.LOOPBACK, one, service);
            }
        }
    }
}
