package qingshan.proof.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;
import org.junit.jupiter.api.Test;

/** Whether a change of the channel's configuration leads where it says, before anybody's signature is looked at. */
class ReconfigurationTest {
    private static final String CHANNEL = "qingshan";
    private static final long SEQUENCE = 4;

    private static final ConfigGroup NOW = channel(2, "200 ms");
    /** What an update says of the value that it leaves alone: its version. */
    private static final ConfigGroup READ = ConfigGroup.newBuilder()
            .putGroups("Application", ConfigGroup.newBuilder().setVersion(1).build())
            .build();

    /** A channel with a value of this version. */
    private static ConfigGroup channel(long version, String value) {
        return ConfigGroup.newBuilder()
                .putGroups("Application", application(version, value))
                .build();
    }

    private static ConfigGroup application(long version, String value) {
        return ConfigGroup.newBuilder()
                .setVersion(1)
                .setModPolicy("Admins")
                .putValues("Timeout", value(version, value))
                .build();
    }

    private static ConfigValue value(long version, String value) {
        return ConfigValue.newBuilder()
                .setVersion(version)
                .setModPolicy("Admins")
                .setValue(ByteString.copyFromUtf8(value))
                .build();
    }

    /** A change of the one value to this version, and where it leads. */
    private static ConfigEnvelope change(
            long sequence, String channel, ConfigGroup read, ConfigGroup written, ConfigGroup to) {
        ConfigUpdate update = ConfigUpdate.newBuilder()
                .setChannelId(channel)
                .setReadSet(read)
                .setWriteSet(written)
                .build();
        ConfigUpdateEnvelope envelope = ConfigUpdateEnvelope.newBuilder()
                .setConfigUpdate(update.toByteString())
                .build();
        return envelope(sequence, envelope.toByteString(), to);
    }

    private static ConfigEnvelope envelope(long sequence, ByteString update, ConfigGroup to) {
        return ConfigEnvelope.newBuilder()
                .setConfig(Config.newBuilder().setSequence(sequence).setChannelGroup(to))
                .setLastUpdate(Envelope.newBuilder()
                        .setPayload(Payload.newBuilder().setData(update).build().toByteString()))
                .build();
    }

    private static ConfigEnvelope good() {
        return change(SEQUENCE + 1, CHANNEL, READ, channel(3, "500 ms"), channel(3, "500 ms"));
    }

    private static Reconfiguration now() {
        Config config =
                Config.newBuilder().setSequence(SEQUENCE).setChannelGroup(NOW).build();
        return new Reconfiguration(
                new Identities(new Channel(config, Map.of(), Map.of(), new EndorsementPolicy(null))));
    }

    private static String fault(ConfigEnvelope next) {
        return Objects.requireNonNullElse(now().fault(CHANNEL, next, false), "none");
    }

    @Test
    void a_change_that_leads_where_it_says_has_no_fault() {
        assertThat(fault(good())).isEqualTo("none");
    }

    @Test
    void without_signatures_that_the_old_policy_asks_for_it_is_nobodys() {
        assertThat(now().fault(CHANNEL, good(), true))
                .contains("V/Channel/Application/Timeout", "/Channel/Application/Admins");
    }

    @Test
    void it_is_one_further_and_of_this_channel() {
        for (long sequence : List.of(SEQUENCE, SEQUENCE + 2, 0L)) {
            assertThat(fault(change(sequence, CHANNEL, READ, channel(3, "x"), channel(3, "x"))))
                    .contains("sequence");
        }
        assertThat(fault(change(SEQUENCE + 1, "other", READ, channel(3, "x"), channel(3, "x"))))
                .contains("the channel other");
    }

    @Test
    void it_was_made_of_the_configuration_that_is_in_force() {
        ConfigGroup older = ConfigGroup.newBuilder()
                .putGroups("Application", ConfigGroup.getDefaultInstance())
                .build();
        assertThat(fault(change(SEQUENCE + 1, CHANNEL, older, channel(3, "x"), channel(3, "x"))))
                .contains("another configuration");
        ConfigGroup unknown = ConfigGroup.newBuilder()
                .putGroups("Consortiums", ConfigGroup.getDefaultInstance())
                .build();
        assertThat(fault(change(SEQUENCE + 1, CHANNEL, unknown, channel(3, "x"), channel(3, "x"))))
                .contains("another configuration");
    }

    @Test
    void what_it_changes_is_of_the_next_version() {
        for (long version : List.of(0L, 1L, 2L, 4L)) {
            assertThat(fault(change(SEQUENCE + 1, CHANNEL, READ, channel(version, "x"), channel(version, "x"))))
                    .as("version %s", version)
                    .contains("Timeout is not the next");
        }
        ConfigGroup added = ConfigGroup.newBuilder()
                .putGroups(
                        "Application",
                        application(2, "200 ms").toBuilder()
                                .setVersion(2)
                                .putValues("More", value(1, "x"))
                                .build())
                .build();
        ConfigGroup read = ConfigGroup.newBuilder()
                .putGroups("Application", application(2, "200 ms"))
                .build();
        assertThat(fault(change(SEQUENCE + 1, CHANNEL, read, added, added)))
                .as("what is new begins with 0")
                .contains("More is not the next");
    }

    @Test
    void one_that_changes_nothing_is_none() {
        assertThat(fault(change(SEQUENCE + 1, CHANNEL, NOW, NOW, NOW))).contains("changes nothing");
    }

    @Test
    void it_leads_to_what_it_says_and_to_nothing_else() {
        assertThat(fault(change(SEQUENCE + 1, CHANNEL, READ, channel(3, "500 ms"), channel(3, "5 ms"))))
                .contains("does not lead");
        ConfigGroup more = channel(3, "500 ms").toBuilder()
                .putValues("More", value(0, "x"))
                .build();
        assertThat(fault(change(SEQUENCE + 1, CHANNEL, READ, channel(3, "500 ms"), more)))
                .contains("does not lead");
    }

    @Test
    void what_cannot_be_read_is_told() {
        assertThat(fault(envelope(SEQUENCE + 1, ByteString.copyFromUtf8("no update"), NOW)))
                .contains("cannot be parsed");
    }
}
