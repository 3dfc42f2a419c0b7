package qingshan.proof;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bouncycastle.cert.X509CertificateHolder;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.block.ReadWrites;
import qingshan.proof.export.ExportHeader;
import qingshan.proof.identity.Channel;
import qingshan.proof.identity.Definition;
import qingshan.proof.identity.Identities;
import qingshan.proof.identity.Identity;
import qingshan.proof.identity.NotTrustedException;
import qingshan.proof.identity.Organization;
import qingshan.proof.identity.Reconfiguration;
import qingshan.proof.invariant.HolderSignature;
import qingshan.proof.invariant.Invariants;
import qingshan.proof.invariant.Parsed;
import qingshan.proof.invariant.Parser;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;
import qingshan.proof.offence.OffenceFound;
import qingshan.proof.pack.PackChecks;
import qingshan.proof.pack.PackVerdict;
import qingshan.proof.state.Replay;

/** What can only be checked in order: the chain of hashes, the clock, and the flags over the replayed state. */
final class ChainCheck {
    /** What Fabric's peers allow between a client's clock and theirs. */
    private static final Duration SKEW_MAX = Duration.ofMinutes(15);

    /** Codes of what cannot be read, and of no transaction that can. */
    private static final Set<Integer> OF_ITS_FORM = Set.of(
            TxValidationCode.NIL_ENVELOPE_VALUE,
            TxValidationCode.BAD_PAYLOAD_VALUE,
            TxValidationCode.BAD_COMMON_HEADER_VALUE,
            TxValidationCode.UNKNOWN_TX_TYPE_VALUE,
            TxValidationCode.UNSUPPORTED_TX_PAYLOAD_VALUE,
            TxValidationCode.INVALID_CONFIG_TRANSACTION_VALUE,
            TxValidationCode.NIL_TXACTION_VALUE,
            TxValidationCode.BAD_CHANNEL_HEADER_VALUE,
            TxValidationCode.BAD_HEADER_EXTENSION_VALUE);
    /** Codes that are worked out again, for transactions that never came to a comparison with the state. */
    private static final Set<Integer> JUDGED = Set.of(
            TxValidationCode.BAD_PROPOSAL_TXID_VALUE,
            TxValidationCode.INVALID_ENDORSER_TRANSACTION_VALUE,
            TxValidationCode.TARGET_CHAIN_NOT_FOUND_VALUE,
            TxValidationCode.BAD_CREATOR_SIGNATURE_VALUE,
            TxValidationCode.ENDORSEMENT_POLICY_FAILURE_VALUE);

    private final ExportHeader header;
    private final AuditOptions options;
    private final Replay replay = new Replay();
    private final Invariants invariants = new Invariants();
    private final PackChecks packs;
    private long next;
    private ByteString previousHash = ByteString.EMPTY;
    private String head = "";
    private long knownBlock = -1;
    private Instant latest = Instant.EPOCH;
    private long transactions;
    private long invalid;
    private final SortedMap<String, Long> unjudged = new TreeMap<>();
    private final Map<String, ByteString> fields = new HashMap<>();
    private @Nullable Definition definition;
    private boolean redefined;

    ChainCheck(ExportHeader header, AuditOptions options) {
        this.header = header;
        this.options = options;
        packs = new PackChecks(options.packs());
    }

    /** What the channel's members have committed to of the chaincode; null while that is nothing. */
    @Nullable
    Definition definition() {
        return definition;
    }

    /** Envelopes that had no effect for a reason that cannot be worked out again, by Fabric's name of it. */
    SortedMap<String, Long> unjudged() {
        return unjudged;
    }

    /** Checks that a later block changes the configuration as its members agreed. */
    Channel changed(LedgerBlock block, Reconfiguration change) {
        LedgerBlock.Configuration next = Objects.requireNonNull(block.configuration());
        if (!next.channel().equals(header.channel())) {
            throw found(Kind.CHANNEL, block.number(), "it names the channel " + next.channel());
        }
        String fault = change.fault(next.channel(), next.envelope(), options.signatures());
        if (fault != null) {
            throw found(Kind.RECONFIGURATION, block.number(), fault);
        }
        return Channel.of(block.number(), next.envelope());
    }

    /** Checks that block 0 configures the channel of the export's header, under roots that the asker trusts. */
    Channel channel(LedgerBlock block) {
        LedgerBlock.Configuration genesis = block.configuration();
        if (genesis == null) {
            throw new IllegalArgumentException("only block 0 has the configuration");
        }
        Channel channel;
        try {
            channel = Channel.of(0, genesis.envelope());
        } catch (NotTrustedException e) {
            throw found(Kind.CONFIGURATION, 0, String.valueOf(e.getMessage()));
        }
        if (!genesis.channel().equals(header.channel()) || !channel.members().equals(header.organizations())) {
            throw found(Kind.EXPORT_HEADER, 0, "block 0 names " + genesis.channel() + " and " + channel.members());
        }
        if (options.trusted() != null) {
            Set<X509CertificateHolder> trusted = new HashSet<>(options.trusted());
            for (Organization organization : channel.organizations().values()) {
                if (!trusted.containsAll(organization.roots())) {
                    throw new OffenceFound(Offence.ofBlock(
                                    Kind.ROOT_NOT_TRUSTED, 0, "a root of the organization is not among those given")
                            .at(organization.mspId()));
                }
            }
        }
        return channel;
    }

    /** Checks that a block follows the one before, and what its transactions say of themselves. */
    void follow(Work.Decoded decoded, Identities identities, List<HolderSignature> signatures) {
        LedgerBlock block = decoded.block();
        if (block.number() != next) {
            throw found(Kind.BLOCK_NUMBER, next, "the block carries the number " + block.number());
        }
        if (!block.previousHash().equals(previousHash)) {
            throw found(Kind.PREVIOUS_HASH, next, "the block does not name the header before it");
        }
        if (!block.dataHash().equals(block.expectedDataHash())) {
            throw found(Kind.DATA_HASH, next, "the header does not name these transactions");
        }
        if (block.configuration() != null && !block.saysValid(0)) {
            throw found(Kind.VALIDATION_FLAG, next, "the configuration is not valid");
        }
        replay.startBlock();
        for (LedgerTransaction transaction : block.transactions()) {
            if (!transaction(block, transaction)) {
                invalid++;
            } else if (transaction.chaincode().equals(Definition.LIFECYCLE)) {
                lifecycle(transaction);
            } else {
                domain(block, transaction, decoded, identities, signatures);
            }
        }
        for (LedgerBlock.Unread unread : block.unread()) {
            transactions++;
            invalid++;
            unjudged(block.flag(unread.index()));
            if (unread.id() != null) {
                replay.skip(unread.id());
            }
        }
        define(block);
        next++;
        previousHash = block.hash();
        head = block.head();
        if (head.equals(options.head())) {
            knownBlock = block.number();
        }
    }

    /** Whether the transaction took effect. */
    private boolean transaction(LedgerBlock block, LedgerTransaction transaction) {
        transactions++;
        int flag = block.flag(transaction.index());
        if (!LedgerBlock.passed(flag) && flag != TxValidationCode.DUPLICATE_TXID_VALUE) {
            failed(block, transaction, flag);
            return false;
        }
        if (!transaction.channel().equals(header.channel())) {
            throw found(Kind.CHANNEL, block, transaction, "it names the channel " + transaction.channel());
        }
        if (!transaction.id().equals(transaction.expectedId())) {
            throw found(Kind.TRANSACTION_ID, block, transaction, "it should be " + transaction.expectedId());
        }
        if (!transaction.proposalHash().equals(transaction.expectedProposalHash())) {
            throw found(Kind.PROPOSAL_HASH, block, transaction, "the endorsers signed another proposal");
        }
        time(block, transaction);
        TxValidationCode said = TxValidationCode.forNumber(block.flag(transaction.index()));
        TxValidationCode shown = replay.apply(block.number(), transaction);
        if (said != shown) {
            throw found(Kind.VALIDATION_FLAG, block, transaction, "the block says " + said + ", the state " + shown);
        }
        if (shown == TxValidationCode.VALID) {
            mustBeKnown(block, transaction);
        }
        return shown == TxValidationCode.VALID;
    }

    /** Of what never came to a comparison with the state, signatures are judged elsewhere and the form here. */
    private void failed(LedgerBlock block, LedgerTransaction transaction, int flag) {
        replay.skip(transaction.id());
        boolean good = switch (flag) {
            case TxValidationCode.BAD_PROPOSAL_TXID_VALUE -> transaction.id().equals(transaction.expectedId());
            case TxValidationCode.INVALID_ENDORSER_TRANSACTION_VALUE ->
                transaction.proposalHash().equals(transaction.expectedProposalHash());
            case TxValidationCode.TARGET_CHAIN_NOT_FOUND_VALUE ->
                transaction.channel().equals(header.channel());
            default -> OF_ITS_FORM.contains(flag);
        };
        if (good) {
            throw found(
                    Kind.VALIDATION_FLAG,
                    block,
                    transaction,
                    "the block says " + TxValidationCode.forNumber(flag) + ", and that is not so");
        }
        if (!JUDGED.contains(flag)) {
            unjudged(flag);
        }
    }

    private void unjudged(int flag) {
        TxValidationCode code = TxValidationCode.forNumber(flag);
        unjudged.merge(code == null ? Integer.toString(flag) : code.name(), 1L, Long::sum);
    }

    private static void mustBeKnown(LedgerBlock block, LedgerTransaction transaction) {
        String chaincode = transaction.chaincode();
        if (!chaincode.equals(Parser.CHAINCODE) && !chaincode.equals(Definition.LIFECYCLE)) {
            throw found(Kind.UNSUPPORTED, block, transaction, "the chaincode " + chaincode + " cannot be judged");
        }
        for (ReadWrites set : transaction.namespaces()) {
            if (set.changes() && !set.namespace().equals(chaincode)) {
                throw found(
                        Kind.UNSUPPORTED,
                        block,
                        transaction,
                        "what " + chaincode + " changes in " + set.namespace() + " cannot be judged");
            }
        }
    }

    private void lifecycle(LedgerTransaction transaction) {
        for (ReadWrites set : transaction.namespaces()) {
            for (ReadWrites.Write write : set.writes()) {
                if (Definition.isField(Parser.CHAINCODE, write.key())) {
                    ByteString value = write.value();
                    fields.put(write.key(), value == null ? ByteString.EMPTY : value);
                    redefined = true;
                }
            }
        }
    }

    private void define(LedgerBlock block) {
        if (redefined) {
            try {
                definition = Definition.of(Parser.CHAINCODE, fields);
            } catch (InvalidProtocolBufferException e) {
                throw found(
                        Kind.UNSUPPORTED,
                        block.number(),
                        "the definition of the chaincode cannot be judged: " + e.getMessage());
            }
            redefined = false;
        }
    }

    private void domain(
            LedgerBlock block,
            LedgerTransaction transaction,
            Work.Decoded decoded,
            Identities identities,
            List<HolderSignature> signatures) {
        Identity creator;
        try {
            creator = identities.of(transaction.creator().signer());
        } catch (NotTrustedException e) {
            throw found(Kind.CERTIFICATE, block, transaction, String.valueOf(e.getMessage()));
        }
        Parsed parsed = decoded.parsed(transaction.index());
        invariants.follow(block.number(), transaction, parsed, creator, signatures);
        packs.follow(block, transaction, parsed.events());
    }

    private void time(LedgerBlock block, LedgerTransaction transaction) {
        Instant time = transaction.timestamp();
        if (time.isBefore(latest.minus(SKEW_MAX))) {
            throw found(Kind.TIMESTAMP, block, transaction, time + " is long before " + latest);
        }
        if (time.isAfter(options.now().plus(SKEW_MAX))) {
            throw found(Kind.TIMESTAMP, block, transaction, time + " is still to come");
        }
        if (time.isAfter(latest)) {
            latest = time;
        }
    }

    String head() {
        return head;
    }

    /** The block whose head the asker knows, or -1 when the asker gave none; an offence when no block has it. */
    long knownBlock() {
        if (options.head() != null && knownBlock < 0) {
            throw new OffenceFound(
                    Offence.ofExport(Kind.HEAD_NOT_FOUND, "no block has this head; the last has " + head));
        }
        return knownBlock;
    }

    long nextBlock() {
        return next;
    }

    List<PackVerdict> packs(boolean holds) {
        return packs.verdicts(holds);
    }

    AuditResult.Counts counts(long signatures) {
        return new AuditResult.Counts(next, transactions, invalid, invariants.events(), signatures, replay.keys());
    }

    private static OffenceFound found(Kind kind, long block, String detail) {
        return new OffenceFound(Offence.ofBlock(kind, block, detail));
    }

    private static OffenceFound found(Kind kind, LedgerBlock block, LedgerTransaction transaction, String detail) {
        return new OffenceFound(new Offence(kind, block.number(), transaction.index(), transaction.id(), null, detail));
    }
}
