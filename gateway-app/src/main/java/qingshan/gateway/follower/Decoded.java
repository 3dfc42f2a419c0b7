package qingshan.gateway.follower;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.NsPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.TxPvtReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWrite;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import org.hyperledger.fabric.protos.peer.BlockAndPrivateData;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.BlockDecoder;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.offence.OffenceFound;
import qingshan.rules.Decisions;
import qingshan.rules.Event;
import qingshan.rules.Events;
import qingshan.rules.Opening;
import qingshan.rules.Refusal;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.lot.LedgerRecord;
import qingshan.rules.lot.LotEvent;
import qingshan.rules.lot.RecordKind;
import qingshan.rules.value.LedgerTime;

/**
 * A block with what its valid transactions did.
 *
 * @param block as the proof reads it
 * @param changes of all its valid transactions, in order, its own rows first
 * @param events how many events made them
 */
public record Decoded(LedgerBlock block, List<Change> changes, int events) {
    /** The one chaincode whose events count, and the channel it runs on. */
    public static final String CHAINCODE = "qingshan";

    /**
     * Decodes a block.
     *
     * @param expectedNumber which block it must be
     * @throws FollowerException if it is not in the one accepted form, or of another channel
     */
    public static Decoded of(long expectedNumber, BlockAndPrivateData block) {
        return of(expectedNumber, block.getBlock(), block.getPrivateDataMapMap());
    }

    /** Decodes a block of which only the public part is at hand. */
    public static Decoded of(long expectedNumber, byte[] block) {
        try {
            return of(expectedNumber, Block.parseFrom(block), Map.of());
        } catch (InvalidProtocolBufferException e) {
            throw FollowerException.of("malformed", e, expectedNumber, e.getMessage());
        }
    }

    private static Decoded of(long expectedNumber, Block block, Map<Long, TxPvtReadWriteSet> secret) {
        LedgerBlock decoded;
        try {
            decoded = BlockDecoder.committed(expectedNumber, block.toByteArray(), CHAINCODE);
        } catch (OffenceFound e) {
            throw FollowerException.of("malformed", e, expectedNumber, e.getMessage());
        }
        return new Decoding(decoded, secret).decode();
    }

    /**
     * Checks that this is the block that follows another.
     *
     * @param number that it must have
     * @param previousHash the hash of the block before it, empty before block 0
     * @throws FollowerException if it is not
     */
    public void mustFollow(long number, ByteString previousHash) {
        boolean follows = block.number() == number
                && block.previousHash().equals(previousHash)
                && block.dataHash().equals(block.expectedDataHash());
        if (!follows) {
            throw FollowerException.of("chain", null, number);
        }
    }

    /** A slip's price is the opening that its commitment opens to. */
    static void price(Event event, Map<String, Opening> openings, Consumer<Change> changes) {
        if (!openings.isEmpty() && event instanceof LotEvent.Recorded recorded) {
            LedgerRecord record = recorded.record();
            String commitment = record.kind() == RecordKind.SLIP ? record.body().text("commitment") : null;
            Opening opening = commitment == null ? null : openings.get(commitment);
            if (opening != null) {
                changes.accept(new Change.Put(new Row.PriceRow(
                        recorded.name().value(),
                        opening.amountFen().value(),
                        opening.priceFenPerKg().value(),
                        opening.salt().value())));
            }
        }
    }

    /** Reads one block. */
    private static final class Decoding {
        private final LedgerBlock block;
        private final Map<Long, TxPvtReadWriteSet> secret;
        private final List<Change> changes = new ArrayList<>();
        private int events;

        Decoding(LedgerBlock block, Map<Long, TxPvtReadWriteSet> secret) {
            this.block = block;
            this.secret = secret;
        }

        Decoded decode() {
            LedgerBlock.Configuration genesis = block.configuration();
            if (genesis != null) {
                sameChannel(genesis.channel());
            }
            int valid = 0;
            for (int i = 0; i < block.flags().size(); i++) {
                valid += block.saysValid(i) ? 1 : 0;
            }
            for (LedgerTransaction transaction : block.transactions()) {
                sameChannel(transaction.channel());
                boolean good = block.saysValid(transaction.index());
                Place place = place(transaction);
                put(new Row.TransactionRow(
                        block.number(),
                        transaction.index(),
                        transaction.id(),
                        block.flag(transaction.index()),
                        transaction.function(),
                        place.mspId(),
                        place.recordedAt()));
                if (good) {
                    project(transaction, place);
                }
            }
            put(new Row.BlockRow(block.number(), block.hash(), block.flags().size(), valid));
            return new Decoded(block, List.copyOf(changes), events);
        }

        private void project(LedgerTransaction transaction, Place place) {
            ByteString payload = transaction.event();
            if (payload == null
                    || !transaction.chaincode().equals(CHAINCODE)
                    || !Events.NAME.equals(transaction.eventName())) {
                return;
            }
            try {
                Map<String, Opening> openings = openings(secret.get((long) transaction.index()));
                for (Event event : Events.read(payload.toByteArray())) {
                    events++;
                    Projection.of(event, place, changes::add);
                    price(event, openings, changes::add);
                }
            } catch (Refusal | IllegalStateException e) {
                throw FollowerException.of("event", e, block.number(), transaction.id(), e.getMessage());
            }
        }

        private static Map<String, Opening> openings(@Nullable TxPvtReadWriteSet secret) {
            Map<String, Opening> openings = new HashMap<>();
            if (secret == null) {
                return openings;
            }
            try {
                for (NsPvtReadWriteSet namespace : secret.getNsPvtRwsetList()) {
                    for (CollectionPvtReadWriteSet collection : namespace.getCollectionPvtRwsetList()) {
                        if (namespace.getNamespace().equals(CHAINCODE)
                                && collection.getCollectionName().equals(Decisions.PRICES)) {
                            read(KVRWSet.parseFrom(collection.getRwset()), openings);
                        }
                    }
                }
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("the private data cannot be parsed", e);
            }
            return openings;
        }

        private static void read(KVRWSet set, Map<String, Opening> openings) {
            for (KVWrite write : set.getWritesList()) {
                if (!write.getIsDelete()) {
                    JsonObject byEntry = JsonParser.stored(write.getValue().toByteArray());
                    for (Json entry : byEntry.members().values()) {
                        Opening opening = Records.read((JsonObject) entry, Opening.class);
                        openings.put(opening.commitment().value(), opening);
                    }
                }
            }
        }

        private Place place(LedgerTransaction transaction) {
            try {
                return new Place(
                        block.number(),
                        transaction.index(),
                        SerializedIdentity.parseFrom(transaction.creator().signer())
                                .getMspid(),
                        LedgerTime.ofEpochMilli(transaction.timestamp().toEpochMilli()));
            } catch (InvalidProtocolBufferException e) {
                throw FollowerException.of("malformed", e, block.number(), e.getMessage());
            }
        }

        private void sameChannel(String channel) {
            if (!channel.equals(CHAINCODE)) {
                throw FollowerException.of("channel", null, block.number(), channel);
            }
        }

        private void put(Row row) {
            changes.add(new Change.Put(row));
        }
    }
}
