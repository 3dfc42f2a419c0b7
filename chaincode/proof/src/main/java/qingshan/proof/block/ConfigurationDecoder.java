package qingshan.proof.block;

import static qingshan.proof.block.Strict.must;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.List;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;

/** Decodes the one envelope of a block that configures the channel. */
final class ConfigurationDecoder {
    private ConfigurationDecoder() {}

    /** Whether an envelope is a configuration, as far as it can be read. */
    static boolean configures(ByteString bytes) {
        try {
            return header(payload(Strict.lenient(Envelope.parser(), bytes, "envelope")))
                            .getType()
                    == HeaderType.CONFIG_VALUE;
        } catch (MalformedException e) {
            return false;
        }
    }

    /** Decodes it. The update within is a client's: as with transactions, that may hold fields that nobody knows. */
    static LedgerBlock.Configuration decode(long block, ByteString bytes) {
        Strict.onceEach(Envelope.parser(), bytes, "envelope");
        Envelope envelope = Strict.lenient(Envelope.parser(), bytes, "envelope");
        Payload payload = payload(envelope);
        must(payload.hasHeader(), "the configuration has no header");
        ChannelHeader header = header(payload);
        must(header.getType() == HeaderType.CONFIG_VALUE, "block 0 is no configuration");
        SignatureHeader signer =
                Strict.lenient(SignatureHeader.parser(), payload.getHeader().getSignatureHeader(), "signature header");
        return new LedgerBlock.Configuration(
                header.getChannelId(),
                Instant.ofEpochSecond(header.getTimestamp().getSeconds()),
                block == 0
                        ? Strict.parseUnordered(
                                ConfigEnvelope.parser(), payload.getData(), "the channel's configuration")
                        : Strict.lenient(ConfigEnvelope.parser(), payload.getData(), "the channel's configuration"),
                new Signed(signer.getCreator(), List.of(envelope.getPayload()), envelope.getSignature()));
    }

    private static Payload payload(Envelope envelope) {
        return Strict.lenient(Payload.parser(), envelope.getPayload(), "payload");
    }

    private static ChannelHeader header(Payload payload) {
        return Strict.lenient(ChannelHeader.parser(), payload.getHeader().getChannelHeader(), "channel header");
    }
}
