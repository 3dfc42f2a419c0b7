package qingshan.proof.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Timestamp;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.junit.jupiter.api.Test;

/** What Fabric reads, a follower reads; what could stand for two envelopes, an audit does not. */
class StrictTest {
    private static final int UNKNOWN = 1_000;
    /** So deep Fabric reads. */
    private static final int DEPTH = 9_999;

    private static ByteString groups() throws IOException {
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        for (int i = 0; i < DEPTH; i++) {
            out.writeTag(UNKNOWN, WireFormat.WIRETYPE_START_GROUP);
        }
        out.writeUInt64(1, 7);
        for (int i = 0; i < DEPTH; i++) {
            out.writeTag(UNKNOWN, WireFormat.WIRETYPE_END_GROUP);
        }
        out.flush();
        return bytes.toByteString();
    }

    @Test
    void groups_within_groups_are_read_over_wherever_they_stand() throws IOException {
        ByteString time = Timestamp.newBuilder().setSeconds(5).build().toByteString();
        ByteString.Output bytes = ByteString.newOutput();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeBytes(ChannelHeader.TIMESTAMP_FIELD_NUMBER, groups().concat(time));
        out.writeString(ChannelHeader.TX_ID_FIELD_NUMBER, "first");
        out.writeFixed32(UNKNOWN, 1);
        out.writeFixed64(UNKNOWN, 1);
        out.writeString(ChannelHeader.TX_ID_FIELD_NUMBER, "last");
        out.flush();
        ChannelHeader read =
                Strict.lenient(ChannelHeader.parser(), bytes.toByteString().concat(groups()), "it");
        assertThat(read)
                .isEqualTo(ChannelHeader.newBuilder()
                        .setTimestamp(Timestamp.newBuilder().setSeconds(5))
                        .setTxId("last")
                        .build());
    }

    @Test
    void a_group_without_end_is_not_read() throws IOException {
        ByteString open = groups().substring(0, groups().size() - 2);
        assertThatThrownBy(() -> Strict.lenient(ChannelHeader.parser(), open, "it"))
                .isInstanceOf(MalformedException.class);
    }

    @Test
    void an_envelope_has_each_field_once_whatever_else_it_has() throws IOException {
        ByteString one = Envelope.newBuilder()
                .setPayload(ByteString.copyFromUtf8("p"))
                .setSignature(ByteString.copyFromUtf8("s"))
                .build()
                .toByteString();
        Strict.onceEach(Envelope.parser(), one.concat(groups()), "it");
        assertThatThrownBy(() -> Strict.onceEach(Envelope.parser(), one.concat(one), "it"))
                .isInstanceOf(MalformedException.class);
    }
}
