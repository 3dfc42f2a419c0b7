package qingshan.proof;

import com.google.protobuf.ByteString;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.cert.X509CertificateHolder;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.block.LedgerTransaction;
import qingshan.proof.export.ExportHeader;
import qingshan.proof.identity.Channel;
import qingshan.proof.identity.Identities;
import qingshan.proof.identity.Identity;
import qingshan.proof.identity.NotTrustedException;
import qingshan.proof.identity.Organization;
import qingshan.proof.invariant.HolderSignature;
import qingshan.proof.invariant.Invariants;
import qingshan.proof.invariant.Parsed;
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

    ChainCheck(ExportHeader header, AuditOptions options) {
        this.header = header;
        this.options = options;
        packs = new PackChecks(options.packs());
    }

    /** Checks that block 0 configures the channel of the export's header, under roots that the asker trusts. */
    Channel channel(LedgerBlock block) {
        LedgerBlock.Genesis genesis = block.genesis();
        if (genesis == null) {
            throw new IllegalArgumentException("only block 0 has the configuration");
        }
        Channel channel;
        try {
            channel = Channel.of(genesis.configuration());
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
        if (block.genesis() != null && !block.saysValid(0)) {
            throw found(Kind.VALIDATION_FLAG, next, "the configuration is not valid");
        }
        replay.startBlock();
        for (LedgerTransaction transaction : block.transactions()) {
            if (transaction(block, transaction)) {
                domain(block, transaction, decoded, identities, signatures);
            }
        }
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
        if (shown != TxValidationCode.VALID) {
            invalid++;
            return false;
        }
        return true;
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
