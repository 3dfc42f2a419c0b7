package qingshan.contracts;

import io.grpc.stub.StreamObserver;
import java.io.IOException;
import org.hyperledger.fabric.contract.ContractRouter;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.shim.ChaincodeBase;
import org.hyperledger.fabric.shim.ChaincodeServer;
import org.hyperledger.fabric.shim.ChaincodeServerProperties;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.NettyChaincodeServer;

/**
 * The process that runs the contracts for a peer: Fabric's own router behind Fabric's own server, with {@link GatheredWrites}
 * between them and the peer. It takes the environment and the arguments that {@link ContractRouter} takes, and is always a
 * server.
 */
public final class ChaincodeProcess extends ChaincodeBase {
    private final ContractRouter router;

    ChaincodeProcess(String... arguments) {
        router = new ContractRouter(arguments);
        processEnvironmentOptions();
        processCommandLineOptions(arguments);
        // reads it, without which no stream is taken; metrics and traces are the router's
        getChaincodeConfig();
    }

    /** Serves one peer at {@code CHAINCODE_SERVER_ADDRESS} until the process is ended. */
    public static void main(String[] arguments) throws Exception {
        ChaincodeProcess process = new ChaincodeProcess(arguments);
        process.serve(process.server(process.getChaincodeServerConfig()));
    }

    ChaincodeServer server(ChaincodeServerProperties properties) throws IOException {
        return new NettyChaincodeServer(this, properties);
    }

    void serve(ChaincodeServer server) throws IOException, InterruptedException {
        router.startRouterWithChaincodeServer(server);
    }

    @Override
    public Response init(ChaincodeStub stub) {
        return router.init(stub);
    }

    @Override
    public Response invoke(ChaincodeStub stub) {
        return router.invoke(stub);
    }

    @Override
    protected StreamObserver<ChaincodeMessage> connectToPeer(StreamObserver<ChaincodeMessage> peer) throws IOException {
        GatheredWrites gathered = new GatheredWrites(peer);
        return gathered.before(super.connectToPeer(gathered));
    }
}
