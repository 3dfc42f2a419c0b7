package qingshan.proof.block;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The hashes of Fabric. */
public final class Hashes {
    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    /** No field of a header is longer, so that each length is one byte of DER. */
    private static final int FIELD_BYTES_MAX = 32;

    private Hashes() {}

    /** SHA-256 of the parts, one after the other. */
    public static ByteString sha256(List<ByteString> parts) {
        Digesting digesting = new Digesting(newSha256());
        try {
            for (ByteString part : parts) {
                UnsafeByteOperations.unsafeWriteTo(part, digesting);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return UnsafeByteOperations.unsafeWrap(digesting.digest.digest());
    }

    /** Bytes in lower-case hexadecimal. */
    public static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    /** SHA-256 of the parts, one after the other. */
    public static ByteString sha256(ByteString... parts) {
        return sha256(List.of(parts));
    }

    /**
     * A block header as it is hashed and signed: ASN.1 DER of the number, the previous hash and the data hash.
     *
     * @param number not negative
     */
    public static ByteString headerBytes(long number, ByteString previousHash, ByteString dataHash) {
        if (number < 0 || previousHash.size() > FIELD_BYTES_MAX || dataHash.size() > FIELD_BYTES_MAX) {
            throw new IllegalArgumentException("no block header");
        }
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        field(fields, INTEGER, BigInteger.valueOf(number).toByteArray());
        field(fields, OCTET_STRING, previousHash.toByteArray());
        field(fields, OCTET_STRING, dataHash.toByteArray());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        field(out, SEQUENCE, fields.toByteArray());
        return ByteString.copyFrom(out.toByteArray());
    }

    private static void field(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        out.write(content.length);
        out.writeBytes(content);
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Hashes bytes where they are; a copy of each would cost as much as the hash. */
    private static final class Digesting extends ByteOutput {
        private final MessageDigest digest;

        Digesting(MessageDigest digest) {
            this.digest = digest;
        }

        @Override
        public void write(byte value) {
            digest.update(value);
        }

        @Override
        public void write(byte[] value, int offset, int length) {
            digest.update(value, offset, length);
        }

        @Override
        public void writeLazy(byte[] value, int offset, int length) {
            digest.update(value, offset, length);
        }

        @Override
        public void write(ByteBuffer value) {
            digest.update(value);
        }

        @Override
        public void writeLazy(ByteBuffer value) {
            digest.update(value);
        }
    }
}
