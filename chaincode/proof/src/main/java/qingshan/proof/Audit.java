package qingshan.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.export.ExportReader;
import qingshan.proof.identity.Definition;
import qingshan.proof.identity.Identities;
import qingshan.proof.identity.Reconfiguration;
import qingshan.proof.invariant.HolderSignature;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;
import qingshan.proof.offence.OffenceFound;
import qingshan.proof.pack.PackChecks;

/**
 * Proves an export: reads its blocks once, and finds the first thing that is wrong with them, if anything is.
 *
 * <p>Blocks are decoded and signatures verified on all processors, while the chain of hashes and the state are followed
 * in order on the caller's thread. At most {@value #BYTES_IN_FLIGHT_MAX} bytes of blocks are held at a time, or one
 * block. The first offence is the first by block and transaction, whichever thread found it.
 */
public final class Audit {
    private static final int BYTES_IN_FLIGHT_MAX = 4 * 1024 * 1024;

    private record Decoding(Future<Work.Decoded> block, int bytes) {}

    private record Verifying(Future<@Nullable Offence> offence, int bytes) {}

    private final ExportReader reader;
    private final AuditOptions options;
    private final ChainCheck chain;
    private final ExecutorService workers;
    private final Deque<Decoding> decoding = new ArrayDeque<>();
    private final Deque<Verifying> verifying = new ArrayDeque<>();
    private @Nullable Identities identities;
    private @Nullable SignatureCheck signatures;
    private @Nullable Definition definition;
    private final AtomicLong verified = new AtomicLong();
    private long holderSignatures;
    private long read;
    private long bytesInFlight;

    private Audit(ExportReader reader, AuditOptions options, ExecutorService workers) {
        this.reader = reader;
        this.options = options;
        this.workers = workers;
        chain = new ChainCheck(reader.header(), options);
    }

    /**
     * Audits an export.
     *
     * @throws IOException if the file cannot be read; whatever is wrong with what it says is in the result
     */
    public static AuditResult run(Path export, AuditOptions options) throws IOException {
        return run(Files.newInputStream(export), options);
    }

    /** Audits an export and closes the stream. */
    public static AuditResult run(InputStream export, AuditOptions options) throws IOException {
        try (InputStream stream = export;
                ExportReader reader = new ExportReader(stream);
                ExecutorService workers =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            Audit audit = new Audit(reader, options, workers);
            try {
                return audit.run();
            } finally {
                workers.shutdownNow();
            }
        } catch (OffenceFound found) {
            // not even the header could be read
            return new AuditResult(
                    Verdict.OFFENCE,
                    "",
                    -1,
                    false,
                    options.signatures(),
                    new PackChecks(options.packs()).verdicts(false),
                    new AuditResult.Counts(0, 0, 0, 0, 0, 0),
                    new TreeMap<>(),
                    found.offence());
        }
    }

    private AuditResult run() throws IOException {
        Offence offence = null;
        long knownBlock = -1;
        try {
            follow();
            if (chain.nextBlock() == 0) {
                throw new OffenceFound(Offence.ofExport(Kind.EXPORT_DAMAGED, "the export holds no block"));
            }
            knownBlock = chain.knownBlock();
        } catch (OffenceFound found) {
            offence = damage(earliest(found.offence()));
        }
        boolean rootsTrusted = offence == null && options.trusted() != null;
        boolean shown = rootsTrusted && knownBlock == chain.nextBlock() - 1 && options.signatures();
        return new AuditResult(
                offence != null ? Verdict.OFFENCE : shown ? Verdict.SHOWN : Verdict.CONSISTENT,
                chain.head(),
                knownBlock,
                rootsTrusted,
                options.signatures(),
                chain.packs(offence == null),
                chain.counts(holderSignatures + verified.get()),
                chain.unjudged(),
                offence);
    }

    private void follow() throws IOException {
        byte[] block = reader.next();
        while (block != null || !decoding.isEmpty()) {
            if (block != null && (bytesInFlight < BYTES_IN_FLIGHT_MAX || decoding.isEmpty())) {
                decode(block);
                block = reader.next();
            } else {
                followNext();
            }
            while (bytesInFlight >= BYTES_IN_FLIGHT_MAX && !verifying.isEmpty()) {
                verifyNext();
            }
        }
        while (!verifying.isEmpty()) {
            verifyNext();
        }
    }

    private void decode(byte[] bytes) {
        long number = read++;
        bytesInFlight += bytes.length;
        decoding.add(new Decoding(workers.submit(() -> Work.decode(number, bytes)), bytes.length));
        options.progress().accept(reader.bytesRead());
    }

    private void followNext() {
        Decoding next = decoding.remove();
        Work.Decoded decoded = get(next.block());
        LedgerBlock block = decoded.block();
        Identities before = identities == null ? new Identities(chain.channel(block)) : identities;
        SignatureCheck check =
                signatures == null ? new SignatureCheck(before, chain.definition(), verified) : signatures;
        if (options.signatures()) {
            verifying.add(new Verifying(workers.submit(() -> check.check(block)), next.bytes()));
            List<HolderSignature> holders = new ArrayList<>();
            try {
                chain.follow(decoded, before, holders);
            } finally {
                holderSignatures += holders.size();
                verifying.add(new Verifying(workers.submit(() -> Work.verify(holders)), 0));
            }
        } else {
            bytesInFlight -= next.bytes();
            chain.follow(decoded, before, new ArrayList<>());
        }
        agree(block, before);
    }

    /** What a block configures, or commits to, counts from the next block on. */
    private void agree(LedgerBlock block, Identities before) {
        Definition old = definition;
        definition = chain.definition();
        if (identities == null) {
            identities = before;
        } else if (block.configuration() != null) {
            Reconfiguration change = new Reconfiguration(before);
            identities = new Identities(chain.changed(block, change));
            verified.addAndGet(change.verified());
        } else if (signatures != null && Objects.equals(old, definition)) {
            return;
        }
        signatures = new SignatureCheck(identities, definition, verified);
    }

    private void verifyNext() {
        Verifying next = verifying.remove();
        bytesInFlight -= next.bytes();
        Offence offence = get(next.offence());
        if (offence != null) {
            throw new OffenceFound(offence);
        }
    }

    /** An offence of an earlier place may still be on its way. */
    private Offence earliest(Offence found) {
        Offence earliest = found;
        while (!verifying.isEmpty()) {
            Offence other = get(verifying.remove().offence());
            if (other != null && found.block() >= 0 && Offence.BY_PLACE.compare(other, earliest) < 0) {
                earliest = other;
            }
        }
        return earliest;
    }

    /** A file that is damaged has no first offence but that: what was read may be the damage. */
    private Offence damage(Offence offence) throws IOException {
        if (offence.kind() == Kind.EXPORT_DAMAGED) {
            return offence;
        }
        try {
            while (reader.next() != null) {
                options.progress().accept(reader.bytesRead());
            }
            return offence;
        } catch (OffenceFound found) {
            return found.offence();
        }
    }

    private static <T extends @Nullable Object> T get(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OffenceFound found) {
                throw found;
            }
            throw new IllegalStateException("the audit itself failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the audit was interrupted", e);
        }
    }
}
