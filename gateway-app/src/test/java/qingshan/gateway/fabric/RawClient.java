package qingshan.gateway.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.gateway.ProposedTransaction;
import org.hyperledger.fabric.protos.peer.SignedProposal;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Command;

/** Any member's own client, which keeps to Fabric's rules and to none of ours. */
public final class RawClient implements AutoCloseable {
    /** A field that Fabric's messages do not have. */
    private static final int UNKNOWN_FIELD = 1_000;

    private final Peers peers;

    /** That of a home. */
    public RawClient(Home home) {
        peers = Peers.open(home, Limits.STANDARD);
    }

    /** An endorsed transaction, not sent yet. */
    public Transaction endorsed(Command command) {
        return endorsed(command, proposal -> proposal);
    }

    /** The same with fields in its headers that nobody knows. */
    public Transaction endorsedInOtherWords(Command command) {
        return endorsed(command, RawClient::inOtherWords);
    }

    /** The same with a proposal of another time than now. */
    public Transaction endorsedAt(Instant time, Command command) {
        return endorsed(command, proposal -> at(time, proposal));
    }

    /** The same, endorsed by those and by nobody else. */
    public Transaction endorsedBy(Command command, String... mspIds) {
        return endorsed(command, proposal -> proposal, mspIds);
    }

    private Transaction endorsed(
            Command command, UnaryOperator<org.hyperledger.fabric.protos.peer.Proposal> change, String... mspIds) {
        try {
            return peers.ask(peers.signer(command.actor()), gateway -> {
                Proposal proposal = gateway.getNetwork(peers.connection().channel())
                        .getContract(peers.connection().chaincode())
                        .newProposal(command.contract() + ":" + command.transaction())
                        .addArguments(command.json())
                        .setEndorsingOrganizations(mspIds)
                        .build();
                return gateway.newProposal(changed(proposal.getBytes(), change)).endorse();
            });
        } catch (GatewayException e) {
            throw new IllegalStateException(String.valueOf(e.getDetails()), e);
        }
    }

    /** Sends one and says what became of it. */
    public TxValidationCode send(Command command, Transaction transaction) {
        try {
            return peers.ask(peers.signer(command.actor()), gateway -> {
                SubmittedTransaction sent =
                        gateway.newTransaction(transaction.getBytes()).submitAsync();
                return sent.getStatus().getCode();
            });
        } catch (GatewayException e) {
            throw new IllegalStateException(String.valueOf(e.getDetails()), e);
        }
    }

    private static byte[] changed(byte[] proposed, UnaryOperator<org.hyperledger.fabric.protos.peer.Proposal> change) {
        try {
            ProposedTransaction transaction = ProposedTransaction.parseFrom(proposed);
            SignedProposal signed = transaction.getProposal();
            var proposal = org.hyperledger.fabric.protos.peer.Proposal.parseFrom(signed.getProposalBytes());
            return transaction.toBuilder()
                    .setProposal(signed.toBuilder()
                            .clearSignature()
                            .setProposalBytes(change.apply(proposal).toByteString()))
                    .build()
                    .toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a proposal that cannot be parsed", e);
        }
    }

    private static org.hyperledger.fabric.protos.peer.Proposal inOtherWords(
            org.hyperledger.fabric.protos.peer.Proposal proposal) {
        try {
            Header header = Header.parseFrom(proposal.getHeader());
            ChannelHeader channel = ChannelHeader.parseFrom(header.getChannelHeader());
            UnknownFieldSet unknown = UnknownFieldSet.newBuilder()
                    .addField(
                            UNKNOWN_FIELD,
                            UnknownFieldSet.Field.newBuilder()
                                    .addLengthDelimited(ByteString.copyFromUtf8("anything"))
                                    .build())
                    .build();
            ByteString other = channel.toBuilder()
                    .setVersion(1)
                    .setUnknownFields(unknown)
                    .build()
                    .toByteString();
            return proposal.toBuilder()
                    .setHeader(
                            header.toBuilder().setChannelHeader(other).build().toByteString())
                    .setPayload(proposal.getPayload().concat(unknown.toByteString()))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a proposal that cannot be parsed", e);
        }
    }

    private static org.hyperledger.fabric.protos.peer.Proposal at(
            Instant time, org.hyperledger.fabric.protos.peer.Proposal proposal) {
        try {
            Header header = Header.parseFrom(proposal.getHeader());
            ChannelHeader channel = ChannelHeader.parseFrom(header.getChannelHeader());
            ByteString other = channel.toBuilder()
                    .setTimestamp(Timestamp.newBuilder().setSeconds(time.getEpochSecond()))
                    .build()
                    .toByteString();
            return proposal.toBuilder()
                    .setHeader(
                            header.toBuilder().setChannelHeader(other).build().toByteString())
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a proposal that cannot be parsed", e);
        }
    }

    @Override
    public void close() {
        peers.close();
    }
}
