package qingshan.gateway.embedded;

import com.google.protobuf.ByteString;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.ledger.rwset.TxPvtReadWriteSet;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEndorsedAction;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.identity.Identity;
import qingshan.proof.block.Hashes;

/**
 * A transaction ready to be ordered: simulated, endorsed, signed by its creator.
 *
 * @param envelope Fabric's Envelope, as it stands in the block
 * @param secret what goes to members of collections only; null if nothing does
 * @param result the contract's answer
 */
record Endorsed(
        String txId,
        ByteString envelope,
        ReadWriteSet set,
        @Nullable TxPvtReadWriteSet secret,
        String result) {

    private static final int SUCCESS = 200;

    static Endorsed of(
            Proposal proposal, ReadWriteSet set, @Nullable ChaincodeEvent event, String result, Identity endorser) {
        String namespace = proposal.channel().chaincode();
        ChaincodeAction.Builder action = ChaincodeAction.newBuilder()
                .setResults(set.toPublic(namespace).toByteString())
                .setResponse(Response.newBuilder().setStatus(SUCCESS).setPayload(ByteString.copyFromUtf8(result)))
                .setChaincodeId(ChaincodeID.newBuilder().setName(namespace).setVersion(Channel.CHAINCODE_VERSION));
        if (event != null) {
            action.setEvents(event.toByteString());
        }
        ByteString response = ProposalResponsePayload.newBuilder()
                .setProposalHash(
                        Hashes.sha256(proposal.channelHeader(), proposal.signatureHeader(), proposal.publicPayload()))
                .setExtension(action.build().toByteString())
                .build()
                .toByteString();
        Endorsement endorsement = Endorsement.newBuilder()
                .setEndorser(endorser.serialized())
                .setSignature(endorser.sign(response, endorser.serialized()))
                .build();
        ChaincodeActionPayload actionPayload = ChaincodeActionPayload.newBuilder()
                .setChaincodeProposalPayload(proposal.publicPayload())
                .setAction(ChaincodeEndorsedAction.newBuilder()
                        .setProposalResponsePayload(response)
                        .addEndorsements(endorsement))
                .build();
        Transaction transaction = Transaction.newBuilder()
                .addActions(TransactionAction.newBuilder()
                        .setHeader(proposal.signatureHeader())
                        .setPayload(actionPayload.toByteString()))
                .build();
        ByteString payload = Payload.newBuilder()
                .setHeader(Header.newBuilder()
                        .setChannelHeader(proposal.channelHeader())
                        .setSignatureHeader(proposal.signatureHeader()))
                .setData(transaction.toByteString())
                .build()
                .toByteString();
        ByteString envelope = Envelope.newBuilder()
                .setPayload(payload)
                .setSignature(proposal.creator().sign(payload))
                .build()
                .toByteString();
        return new Endorsed(proposal.txId(), envelope, set, set.toPrivate(namespace), result);
    }
}
