package qingshan.proof.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Parses protobuf, where it matters in its one canonical encoding. Without this a forger could hide things where no hash sees them: two
 * envelopes run together have the same data hash and parse as the last of them, and unknown fields say whatever one
 * likes.
 */
final class Strict {
    private static final int BUFFER_BYTES = 4096;

    private Strict() {}

    /** A message of which each byte is accounted for by known fields, in order, each once. */
    static <T extends Message> T parse(Parser<T> parser, ByteString bytes, String what) {
        T message = known(parser, bytes, what);
        if (!isEncodedAs(message, bytes)) {
            throw new MalformedException(what + " is not encoded canonically");
        }
        return message;
    }

    /** The same for messages with maps, whose order the encoding leaves open: each byte known, in any order. */
    static <T extends Message> T parseUnordered(Parser<T> parser, ByteString bytes, String what) {
        T message = known(parser, bytes, what);
        if (message.getSerializedSize() != bytes.size()) {
            throw new MalformedException(what + " is not encoded canonically");
        }
        return message;
    }

    /** A message as protobuf reads it, and as Fabric does: of fields that come twice the last counts, unknown ones do not. */
    static <T extends Message> T lenient(Parser<T> parser, ByteString bytes, String what) {
        try {
            return known(parser, bytes, what);
        } catch (MalformedException e) {
            return known(parser, withoutGroups(parser, bytes, what), what);
        }
    }

    private static ByteString withoutGroups(Parser<? extends Message> parser, ByteString bytes, String what) {
        try {
            return Groups.leftOut(bytes, known(parser, ByteString.EMPTY, what).getDescriptorForType());
        } catch (IOException e) {
            throw new MalformedException(what + " cannot be parsed");
        }
    }

    /** Bytes in which each field of a message without lists stands at most once, in any order, beside unknown ones. */
    static void onceEach(Parser<? extends Message> parser, ByteString bytes, String what) {
        Set<Integer> seen = new HashSet<>();
        Descriptors.Descriptor type = known(parser, ByteString.EMPTY, what).getDescriptorForType();
        try {
            CodedInputStream in = bytes.newCodedInput();
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                int field = WireFormat.getTagFieldNumber(tag);
                if (type.findFieldByNumber(field) != null && !seen.add(field)) {
                    throw new MalformedException(what + " has a field twice");
                }
                Groups.skip(in, tag);
            }
        } catch (IOException e) {
            throw new MalformedException(what + " cannot be parsed");
        }
    }

    private static <T extends Message> T known(Parser<T> parser, ByteString bytes, String what) {
        try {
            CodedInputStream in = bytes.newCodedInput();
            // messages lie within messages: what is inside is looked at where it lies, and never copied
            in.enableAliasing(true);
            T message = DiscardUnknownFieldsParser.wrap(parser).parseFrom(in);
            in.checkLastTagWas(0);
            return message;
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException(what + " cannot be parsed");
        }
    }

    /** Whether a message's encoding is these bytes; it is compared as it is made. */
    private static boolean isEncodedAs(Message message, ByteString bytes) {
        if (message.getSerializedSize() != bytes.size()) {
            return false;
        }
        Comparison comparison = new Comparison(bytes);
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(comparison, Math.min(bytes.size(), BUFFER_BYTES));
            message.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return comparison.same;
    }

    /** Takes bytes and compares them with those that should come. */
    private static final class Comparison extends OutputStream {
        private final ByteBuffer expected;
        private boolean same = true;

        Comparison(ByteString expected) {
            this.expected = expected.asReadOnlyByteBuffer();
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            same = same && length <= expected.remaining();
            if (same) {
                ByteBuffer next = expected.slice(expected.position(), length);
                expected.position(expected.position() + length);
                same = next.equals(ByteBuffer.wrap(bytes, offset, length));
            }
        }
    }

    static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new MalformedException(otherwise);
        }
    }
}
