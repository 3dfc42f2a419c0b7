package qingshan.proof.block;

import static qingshan.proof.block.Strict.must;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;
import org.hyperledger.fabric.protos.peer.ChaincodeHeaderExtension;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeSpec;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.jspecify.annotations.Nullable;

/** Decodes one envelope of a block. An instance decodes once. */
final class TransactionDecoder {
    private static final int CHAINCODE_SUCCESS = 200;
    /** 9999-12-31: what a timestamp of protobuf can say at most. */
    private static final long SECONDS_MAX = 253_402_300_799L;

    private final int index;
    private @Nullable String transactionId;
    private boolean endorsed = true;
    private @Nullable String named;

    TransactionDecoder(int index) {
        this.index = index;
    }

    /** The id, once it was read: for the place of an offence. */
    @Nullable
    String transactionId() {
        return transactionId;
    }

    /** Whether it may be a transaction of a chaincode, as far as it was read. */
    boolean isOf(String chaincode) {
        return endorsed && (named == null || named.equals(chaincode));
    }

    LedgerTransaction decode(ByteString bytes) {
        Envelope envelope = Strict.parse(Envelope.parser(), bytes, "envelope");
        Payload payload = Strict.parse(Payload.parser(), envelope.getPayload(), "payload");
        ByteString channelHeader = payload.getHeader().getChannelHeader();
        ByteString signatureHeader = payload.getHeader().getSignatureHeader();
        ChannelHeader channel = Strict.parse(ChannelHeader.parser(), channelHeader, "channel header");
        transactionId = channel.getTxId();
        if (channel.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
            endorsed = false;
            throw MalformedException.unsupported("the transaction is of type " + channel.getType()
                    + "; after block 0 only endorsed transactions can be judged");
        }
        named = Strict.parse(ChaincodeHeaderExtension.parser(), channel.getExtension(), "channel header extension")
                .getChaincodeId()
                .getName();
        must(channel.getEpoch() == 0 && channel.getVersion() == 0, "the channel header has an epoch or a version");
        SignatureHeader signer = Strict.parse(SignatureHeader.parser(), signatureHeader, "signature header");
        must(!signer.getNonce().isEmpty() && !signer.getCreator().isEmpty(), "nonce or creator is missing");

        Transaction transaction = Strict.parse(Transaction.parser(), payload.getData(), "transaction");
        must(transaction.getActionsCount() == 1, "the transaction has not exactly one action");
        must(
                transaction.getActions(0).getHeader().equals(signatureHeader),
                "the action has another header than the transaction");
        ChaincodeActionPayload action = Strict.parse(
                ChaincodeActionPayload.parser(), transaction.getActions(0).getPayload(), "action");
        ByteString proposal = action.getChaincodeProposalPayload();
        ByteString answer = action.getAction().getProposalResponsePayload();
        ProposalResponsePayload response = Strict.parse(ProposalResponsePayload.parser(), answer, "proposal response");
        ChaincodeAction result = Strict.parse(ChaincodeAction.parser(), response.getExtension(), "chaincode action");
        ChaincodeSpec invocation = invocation(proposal);
        List<ByteString> input = invocation.getInput().getArgsList();
        must(!input.isEmpty() && input.getFirst().isValidUtf8(), "the invocation names no function");
        String chaincode = chaincode(channel, result, invocation);
        ChaincodeEvent event = event(result, chaincode);

        return new LedgerTransaction(
                index,
                channel.getTxId(),
                Hashes.hex(Hashes.sha256(signer.getNonce(), signer.getCreator())),
                channel.getChannelId(),
                time(channel),
                chaincode,
                input.getFirst().toStringUtf8(),
                List.copyOf(input.subList(1, input.size())),
                response.getProposalHash(),
                Hashes.sha256(channelHeader, signatureHeader, proposal),
                ReadWriteDecoder.decode(result.getResults()),
                event == null ? null : event.getPayload(),
                event == null ? null : event.getEventName(),
                status(result),
                result.getResponse().getPayload(),
                new Signed(signer.getCreator(), List.of(envelope.getPayload()), envelope.getSignature()),
                endorsements(action, answer));
    }

    private static Instant time(ChannelHeader channel) {
        Timestamp time = channel.getTimestamp();
        must(
                time.getSeconds() >= 0
                        && time.getSeconds() <= SECONDS_MAX
                        && time.getNanos() >= 0
                        && time.getNanos() < 1_000_000_000,
                "the timestamp is out of bounds");
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    private static ChaincodeSpec invocation(ByteString proposal) {
        ChaincodeProposalPayload payload =
                Strict.parse(ChaincodeProposalPayload.parser(), proposal, "proposal payload");
        must(payload.getTransientMapCount() == 0, "private input stands on the ledger");
        return Strict.parseUnordered(ChaincodeInvocationSpec.parser(), payload.getInput(), "invocation")
                .getChaincodeSpec();
    }

    private static String chaincode(ChannelHeader channel, ChaincodeAction result, ChaincodeSpec invocation) {
        ChaincodeHeaderExtension extension =
                Strict.parse(ChaincodeHeaderExtension.parser(), channel.getExtension(), "channel header extension");
        String named = extension.getChaincodeId().getName();
        String ran = result.getChaincodeId().getName();
        String asked = invocation.getChaincodeId().getName();
        must(!ran.isEmpty() && named.equals(ran) && asked.equals(ran), "the transaction names several chaincodes");
        return ran;
    }

    private static int status(ChaincodeAction result) {
        int status = result.getResponse().getStatus();
        must(status == CHAINCODE_SUCCESS, "the chaincode refused, and a refusal is not recorded");
        return status;
    }

    private static @Nullable ChaincodeEvent event(ChaincodeAction result, String chaincode) {
        if (result.getEvents().isEmpty()) {
            return null;
        }
        ChaincodeEvent event = Strict.parse(ChaincodeEvent.parser(), result.getEvents(), "event");
        must(event.getChaincodeId().equals(chaincode), "the event is of another chaincode");
        return event;
    }

    private static List<Signed> endorsements(ChaincodeActionPayload action, ByteString answer) {
        List<Signed> endorsements = new ArrayList<>();
        for (Endorsement endorsement : action.getAction().getEndorsementsList()) {
            endorsements.add(new Signed(
                    endorsement.getEndorser(), List.of(answer, endorsement.getEndorser()), endorsement.getSignature()));
        }
        return List.copyOf(endorsements);
    }
}
