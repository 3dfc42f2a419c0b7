package qingshan.proof.block;

import static qingshan.proof.block.Strict.must;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
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
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one envelope of a block. What the client wrote is read as protobuf reads it; of what the endorsers wrote and signed
 * nothing may be unaccounted for, where the decoder is strict. An instance decodes once.
 */
final class TransactionDecoder {
    private static final int CHAINCODE_SUCCESS = 200;
    /** 9999-12-31: what a timestamp of protobuf can say at most. */
    private static final long SECONDS_MAX = 253_402_300_799L;

    private static final int NANOS_MAX = 999_999_999;

    private final int index;
    private final boolean strict;
    private @Nullable String transactionId;
    private boolean endorsed = true;
    private @Nullable String named;

    TransactionDecoder(int index, boolean strict) {
        this.index = index;
        this.strict = strict;
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
        Envelope envelope = Strict.lenient(Envelope.parser(), bytes, "envelope");
        Payload payload = Strict.lenient(Payload.parser(), envelope.getPayload(), "payload");
        ByteString channelHeader = payload.getHeader().getChannelHeader();
        ChannelHeader channel = Strict.lenient(ChannelHeader.parser(), channelHeader, "channel header");
        transactionId = channel.getTxId();
        if (channel.getType() != HeaderType.ENDORSER_TRANSACTION_VALUE) {
            endorsed = false;
            throw MalformedException.unsupported("the transaction is of type " + channel.getType()
                    + "; only endorsed transactions and the channel's configurations can be judged");
        }
        named = Strict.lenient(ChaincodeHeaderExtension.parser(), channel.getExtension(), "channel header extension")
                .getChaincodeId()
                .getName();
        must(channel.getEpoch() == 0, "the channel header has an epoch");
        SignatureHeader signer = signer(payload.getHeader().getSignatureHeader());
        Transaction transaction = Strict.lenient(Transaction.parser(), payload.getData(), "transaction");
        must(transaction.getActionsCount() == 1, "the transaction has not exactly one action");
        ByteString proposer = transaction.getActions(0).getHeader();
        SignatureHeader same = signer(proposer);
        must(
                same.getNonce()
                        .concat(same.getCreator())
                        .equals(signer.getNonce().concat(signer.getCreator())),
                "the action is another's than the transaction");
        ChaincodeActionPayload action = Strict.lenient(
                ChaincodeActionPayload.parser(), transaction.getActions(0).getPayload(), "action");
        ByteString proposal = action.getChaincodeProposalPayload();
        ByteString answer = action.getAction().getProposalResponsePayload();
        ProposalResponsePayload response = endorsed(ProposalResponsePayload.parser(), answer, "proposal response");
        ChaincodeAction result = endorsed(ChaincodeAction.parser(), response.getExtension(), "chaincode action");
        String chaincode = result.getChaincodeId().getName();
        must(!chaincode.isEmpty() && chaincode.equals(named), "the transaction names several chaincodes");
        List<ByteString> input = input(proposal);
        must(!input.isEmpty(), "the invocation names no function");
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
                Hashes.sha256(channelHeader, proposer, proposal),
                new ReadWriteDecoder(strict).decode(result.getResults()),
                event == null ? null : event.getPayload(),
                event == null ? null : event.getEventName(),
                status(result),
                result.getResponse().getPayload(),
                new Signed(signer.getCreator(), List.of(envelope.getPayload()), envelope.getSignature()),
                endorsements(action, answer));
    }

    private <T extends Message> T endorsed(Parser<T> parser, ByteString bytes, String what) {
        return strict ? Strict.parse(parser, bytes, what) : Strict.lenient(parser, bytes, what);
    }

    private static SignatureHeader signer(ByteString bytes) {
        SignatureHeader signer = Strict.lenient(SignatureHeader.parser(), bytes, "signature header");
        must(!signer.getNonce().isEmpty() && !signer.getCreator().isEmpty(), "nonce or creator is missing");
        return signer;
    }

    /** What is out of bounds is as far as it can be: no peer endorses it, and an audit finds it too late or too early. */
    private static Instant time(ChannelHeader channel) {
        Timestamp time = channel.getTimestamp();
        return Instant.ofEpochSecond(
                Math.clamp(time.getSeconds(), 0, SECONDS_MAX), Math.clamp(time.getNanos(), 0, NANOS_MAX));
    }

    private static List<ByteString> input(ByteString proposal) {
        ChaincodeProposalPayload payload =
                Strict.lenient(ChaincodeProposalPayload.parser(), proposal, "proposal payload");
        must(payload.getTransientMapCount() == 0, "private input stands on the ledger");
        // which chaincode it names is nothing to peers: they run the one of the header
        return Strict.lenient(ChaincodeInvocationSpec.parser(), payload.getInput(), "invocation")
                .getChaincodeSpec()
                .getInput()
                .getArgsList();
    }

    private static int status(ChaincodeAction result) {
        int status = result.getResponse().getStatus();
        must(status == CHAINCODE_SUCCESS, "the chaincode refused, and a refusal is not recorded");
        return status;
    }

    private @Nullable ChaincodeEvent event(ChaincodeAction result, String chaincode) {
        if (result.getEvents().isEmpty()) {
            return null;
        }
        ChaincodeEvent event = endorsed(ChaincodeEvent.parser(), result.getEvents(), "event");
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
