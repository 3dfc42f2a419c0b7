package qingshan.gateway.fault.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;
import qingshan.gateway.follower.Decoded;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.ledger.Position;
import qingshan.proof.block.BlockDecoder;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.block.ReadWrites;
import qingshan.proof.block.Signed;
import qingshan.proof.offence.OffenceFound;

/**
 * All transactions of the contracts, as the blocks have them.
 *
 * @param height the newest block
 */
record Chain(long height, List<Entry> entries) {
    /**
     * A transaction.
     *
     * @param madeMillis since 1970, when the gateway made it: clients and gateway have one clock
     * @param command as {@link Said#command()}
     * @param writes whether it changes anything
     * @param result what the contract answered
     * @param endorsers their MSP ids
     */
    record Entry(
            long block,
            String txId,
            int code,
            boolean valid,
            long madeMillis,
            String command,
            boolean writes,
            String result,
            Set<String> endorsers) {}

    static Chain read(BlockSource blocks) {
        Position height = blocks.height();
        List<Entry> entries = new ArrayList<>();
        blocks.follow(Position.START, block -> {
            long number = block.getBlock().getHeader().getNumber();
            try {
                add(BlockDecoder.committed(number, block.getBlock().toByteArray(), Decoded.CHAINCODE), entries);
            } catch (OffenceFound e) {
                throw new IllegalStateException("block " + number, e);
            }
            return number < height.block();
        });
        return new Chain(height.block(), entries);
    }

    private static void add(LedgerBlock block, List<Entry> entries) {
        for (LedgerTransaction transaction : block.transactions()) {
            if (transaction.chaincode().equals(Decoded.CHAINCODE)) {
                int code = block.flag(transaction.index());
                boolean valid = block.saysValid(transaction.index());
                entries.add(new Entry(
                        block.number(),
                        transaction.id(),
                        code,
                        valid,
                        transaction.timestamp().toEpochMilli(),
                        command(transaction),
                        transaction.namespaces().stream().anyMatch(Chain::writes),
                        transaction.response().toString(StandardCharsets.UTF_8),
                        endorsers(transaction)));
            }
        }
    }

    private static String command(LedgerTransaction transaction) {
        List<ByteString> arguments = transaction.arguments();
        return transaction.function() + " "
                + (arguments.isEmpty() ? "" : arguments.getFirst().toString(StandardCharsets.UTF_8));
    }

    private static boolean writes(ReadWrites set) {
        return !set.writes().isEmpty()
                || set.collections().stream()
                        .anyMatch(secret -> !secret.writes().isEmpty());
    }

    private static Set<String> endorsers(LedgerTransaction transaction) {
        Set<String> mspIds = new TreeSet<>();
        for (Signed endorsement : transaction.endorsements()) {
            try {
                mspIds.add(SerializedIdentity.parseFrom(endorsement.signer()).getMspid());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("an endorser that cannot be parsed", e);
            }
        }
        return mspIds;
    }
}
