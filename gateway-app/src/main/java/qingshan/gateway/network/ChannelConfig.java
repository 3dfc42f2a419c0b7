package qingshan.gateway.network;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Config;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import qingshan.gateway.Trouble;

/** The channel's configuration as its members have agreed to it, and how they change it: the organizations' operators sign. */
final class ChannelConfig {
    private static final Duration IN_FORCE_MAX = Duration.ofSeconds(8);
    private static final Duration TAKEN_MAX = Duration.ofMinutes(2);
    private static final Duration AGAIN = Duration.ofMillis(100);
    /** An orderer's answer to what is wrong, and not to what comes too early. */
    private static final Pattern REFUSED = Pattern.compile("BAD_REQUEST|FORBIDDEN");

    private final Topology topology;
    private final Place place;
    private final Tool tool;

    ChannelConfig(Topology topology, Place place, Tool tool) {
        this.topology = topology;
        this.place = place;
        this.tool = tool;
    }

    /** The channel's group as it stands now. */
    ConfigGroup now(PeerProcess by, OrdererProcess nearest) {
        return fetch(by, nearest).getChannelGroup();
    }

    /** As it stands now, as an orderer knows it; as another does while that one does not say. */
    private Config fetch(PeerProcess by, OrdererProcess orderer) {
        Path file = place.run().resolve("config.block");
        Patience.retried(() -> {
            if (orderer.inTurn().stream()
                    .noneMatch(one -> tool.attempt("peer", by.operator(), asking(by, one, file))
                                    .code()
                            == 0)) {
                throw NetworkException.of("config.unread", null, topology.name(), place.logs());
            }
        });
        return in(file);
    }

    private List<String> asking(PeerProcess by, OrdererProcess orderer, Path file) {
        List<String> ask =
                new ArrayList<>(List.of("channel", "fetch", "config", file.toString(), "-c", topology.channel()));
        ask.addAll(by.orderer(orderer));
        return ask;
    }

    /** That which a configuration block says. */
    static Config in(Path file) {
        try {
            Envelope envelope = Envelope.parseFrom(
                    Block.parseFrom(Files.readAllBytes(file)).getData().getData(0));
            return ConfigEnvelope.parseFrom(
                            Payload.parseFrom(envelope.getPayload()).getData())
                    .getConfig();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("no configuration block", e);
        } catch (IOException e) {
            throw NetworkException.of("file.unread", e, file, Trouble.of(e));
        }
    }

    /**
     * Changes it, unless the change is there already, and waits until it is in force. Orderers are asked in turn: one may be
     * away, or have no leader, and a BFT channel that has lost its leader needs most of a minute for another one.
     *
     * @param change of the channel's group; made again it changes nothing
     * @param signers one peer of each organization whose operator signs; the last one sends it
     * @param nearest the orderer that is asked first
     */
    void update(List<PeerProcess> signers, OrdererProcess nearest, UnaryOperator<ConfigGroup> change) {
        PeerProcess sender = signers.getLast();
        long since = System.nanoTime();
        do {
            int refusals = 0;
            for (OrdererProcess orderer : nearest.inTurn()) {
                Config now = fetch(sender, orderer);
                ConfigGroup then = change.apply(now.getChannelGroup());
                if (then.equals(now.getChannelGroup())) {
                    return;
                }
                Path envelope = signed(
                        signers, now, now.toBuilder().setChannelGroup(then).build());
                Tool.Ended sent = tool.attempt("peer", sender.operator(), sending(sender, orderer, envelope));
                if (sent.code() == 0 && isInForce(sender, orderer, change)) {
                    return;
                }
                refusals += REFUSED.matcher(sent.err()).find() ? 1 : 0;
                if (refusals == nearest.inTurn().size()) {
                    throw NetworkException.of("tool.failed", null, "peer", sent.lastWords(), place.logs());
                }
            }
            LockSupport.parkNanos(AGAIN.toNanos());
        } while (System.nanoTime() - since < TAKEN_MAX.toNanos()
                && !Thread.currentThread().isInterrupted());
        throw NetworkException.of("config.slow", null, topology.name());
    }

    /** The change from one to the other, signed by all but the last of them. */
    private Path signed(List<PeerProcess> signers, Config now, Config then) {
        Path original = place.run().resolve("config.original");
        Path updated = place.run().resolve("config.updated");
        Path update = place.run().resolve("config.update");
        Place.write(original, now.toByteArray());
        Place.write(updated, then.toByteArray());
        tool.run(
                "configtxlator",
                Map.of(),
                List.of(
                        "compute_update",
                        "--channel_id",
                        topology.channel(),
                        "--original",
                        original.toString(),
                        "--updated",
                        updated.toString(),
                        "--output",
                        update.toString()));
        Path envelope = place.run().resolve("config.envelope");
        Place.write(envelope, envelope(update).toByteArray());
        for (PeerProcess signer : signers.subList(0, signers.size() - 1)) {
            tool.run("peer", signer.operator(), List.of("channel", "signconfigtx", "-f", envelope.toString()));
        }
        return envelope;
    }

    private List<String> sending(PeerProcess sender, OrdererProcess orderer, Path envelope) {
        List<String> send =
                new ArrayList<>(List.of("channel", "update", "-f", envelope.toString(), "-c", topology.channel()));
        send.addAll(sender.orderer(orderer));
        return send;
    }

    private boolean isInForce(PeerProcess by, OrdererProcess orderer, UnaryOperator<ConfigGroup> change) {
        long since = System.nanoTime();
        do {
            ConfigGroup now = now(by, orderer);
            if (change.apply(now).equals(now)) {
                return true;
            }
            LockSupport.parkNanos(AGAIN.toNanos());
        } while (System.nanoTime() - since < IN_FORCE_MAX.toNanos()
                && !Thread.currentThread().isInterrupted());
        return false;
    }

    private Envelope envelope(Path update) {
        try {
            ConfigUpdateEnvelope unsigned = ConfigUpdateEnvelope.newBuilder()
                    .setConfigUpdate(ByteString.copyFrom(Files.readAllBytes(update)))
                    .build();
            Instant now = Instant.now();
            ChannelHeader header = ChannelHeader.newBuilder()
                    .setType(HeaderType.CONFIG_UPDATE_VALUE)
                    .setChannelId(topology.channel())
                    .setTimestamp(Timestamp.newBuilder()
                            .setSeconds(now.getEpochSecond())
                            .setNanos(now.getNano()))
                    .build();
            return Envelope.newBuilder()
                    .setPayload(Payload.newBuilder()
                            .setHeader(Header.newBuilder().setChannelHeader(header.toByteString()))
                            .setData(unsigned.toByteString())
                            .build()
                            .toByteString())
                    .build();
        } catch (IOException e) {
            throw NetworkException.of("file.unread", e, update, Trouble.of(e));
        }
    }
}
