package qingshan.proof.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;

/**
 * Parses protobuf in its one canonical encoding. Without this a forger could hide things where no hash sees them: two
 * envelopes run together have the same data hash and parse as the last of them, and unknown fields say whatever one
 * likes.
 */
final class Strict {
    private Strict() {}

    /** A message of which each byte is accounted for by known fields, in order, each once. */
    static <T extends Message> T parse(Parser<T> parser, ByteString bytes, String what) {
        T message = known(parser, bytes, what);
        if (!message.toByteString().equals(bytes)) {
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

    private static <T extends Message> T known(Parser<T> parser, ByteString bytes, String what) {
        try {
            return DiscardUnknownFieldsParser.wrap(parser).parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedException(what + " cannot be parsed");
        }
    }

    static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new MalformedException(otherwise);
        }
    }
}
