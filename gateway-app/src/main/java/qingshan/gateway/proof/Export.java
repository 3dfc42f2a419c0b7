package qingshan.gateway.proof;

import com.google.protobuf.ByteString;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import org.bouncycastle.cert.X509CertificateHolder;
import org.hyperledger.fabric.protos.common.BlockHeader;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Trouble;
import qingshan.gateway.ledger.BlockSource;
import qingshan.gateway.ledger.Position;
import qingshan.proof.block.BlockDecoder;
import qingshan.proof.block.Hashes;
import qingshan.proof.block.LedgerBlock;
import qingshan.proof.export.ExportHeader;
import qingshan.proof.export.ExportWriter;
import qingshan.proof.identity.Channel;

/** Writes a ledger's blocks to a file, as they are at one moment. */
public final class Export {
    private static final int PEM_LINE = 64;

    private final BlockSource blocks;
    private @Nullable ExportWriter writer;
    private LedgerBlock.@Nullable Configuration genesis;

    /**
     * What was exported.
     *
     * @param blocks how many
     * @param bytes of the file
     * @param head the hash of the last block's header, by which others know the ledger at this moment
     */
    public record Made(long blocks, long bytes, String head) {}

    /** Of these blocks. */
    public Export(BlockSource blocks) {
        this.blocks = blocks;
    }

    /**
     * Writes all blocks to a file, whole or not at all; an older file of that name is replaced.
     *
     * @param progress told each block's number
     * @throws ProofException when there is no ledger yet, the file is a directory, or it cannot be written
     */
    public Made write(Path file, LongConsumer progress) {
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new ProofException("export.unwritable", null, file, new Trouble(Trouble.Kind.DIRECTORY, ""));
        }
        Position height = blocks.height();
        if (height.equals(Position.START)) {
            throw new ProofException("export.empty", null);
        }
        try {
            Path partial = Files.createTempFile(
                    target.getParent(), target.getFileName().toString(), ".part");
            try {
                String head = write(partial, height, progress);
                long bytes = Files.size(partial);
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return new Made(height.block() + 1, bytes, head);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new ProofException("export.unwritable", e, file, Trouble.of(e));
        } catch (UncheckedIOException e) {
            throw new ProofException("export.unwritable", e, file, Trouble.of(e));
        }
    }

    private String write(Path partial, Position height, LongConsumer progress) throws IOException {
        String[] head = {""};
        try (FileChannel channel = FileChannel.open(partial, StandardOpenOption.WRITE);
                BufferedOutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16)) {
            blocks.follow(Position.START, block -> {
                long number = block.getBlock().getHeader().getNumber();
                byte[] bytes = block.getBlock().toByteArray();
                try {
                    if (number == 0) {
                        LedgerBlock first = BlockDecoder.decode(0, bytes);
                        genesis = Objects.requireNonNull(first.configuration());
                        head[0] = first.head();
                        writer = new ExportWriter(out, header(genesis));
                    }
                    Objects.requireNonNull(writer).block(bytes);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                if (number == height.block() && number > 0) {
                    head[0] = Hashes.hex(hash(block.getBlock().getHeader()));
                }
                progress.accept(number);
                return number < height.block();
            });
            Objects.requireNonNull(writer).finish();
            out.flush();
            channel.force(true);
        }
        return head[0];
    }

    private static ByteString hash(BlockHeader header) {
        return Hashes.sha256(Hashes.headerBytes(header.getNumber(), header.getPreviousHash(), header.getDataHash()));
    }

    private static ExportHeader header(LedgerBlock.Configuration genesis) {
        return new ExportHeader(
                genesis.channel(), Channel.of(0, genesis.envelope()).members());
    }

    /**
     * Writes the roots of the exported channel's organizations, for those who will audit to trust. They must get them by
     * another way than the export.
     *
     * @throws ProofException when the file cannot be written
     */
    public void writeRoots(Path file) {
        Set<X509CertificateHolder> roots = new LinkedHashSet<>();
        Channel.of(0, Objects.requireNonNull(genesis).envelope())
                .organizations()
                .values()
                .forEach(organization -> roots.addAll(organization.roots()));
        StringBuilder pem = new StringBuilder();
        try {
            for (X509CertificateHolder root : roots) {
                pem.append("-----BEGIN CERTIFICATE-----\n")
                        .append(Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'})
                                .encodeToString(root.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            }
            Files.writeString(file, pem);
        } catch (IOException e) {
            throw new ProofException("export.unwritable", e, file, Trouble.of(e));
        }
    }
}
