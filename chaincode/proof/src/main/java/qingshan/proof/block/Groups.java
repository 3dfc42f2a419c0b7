package qingshan.proof.block;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Leaves protobuf's groups out of bytes. No message of Fabric has any, so that they are unknown fields and say nothing; but
 * Fabric reads over ten thousand within one another, and a Java program over a hundred.
 */
final class Groups {
    private static final int DEPTH_MAX = 50;

    private Groups() {}

    /** The same bytes of a message, and of those within it, without groups. */
    static ByteString leftOut(ByteString bytes, Descriptor type) throws IOException {
        return leftOut(bytes, type, 0);
    }

    private static ByteString leftOut(ByteString bytes, Descriptor type, int depth) throws IOException {
        ByteString.Output kept = ByteString.newOutput(bytes.size());
        CodedOutputStream out = CodedOutputStream.newInstance(kept);
        CodedInputStream in = bytes.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagWireType(tag)) {
                case WireFormat.WIRETYPE_START_GROUP -> skip(in, tag);
                case WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
                    ByteString content = in.readBytes();
                    FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
                    boolean message = field != null && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
                    out.writeUInt32NoTag(tag);
                    out.writeBytesNoTag(
                            message && depth < DEPTH_MAX
                                    ? leftOut(content, field.getMessageType(), depth + 1)
                                    : content);
                }
                case WireFormat.WIRETYPE_VARINT -> {
                    out.writeUInt32NoTag(tag);
                    out.writeUInt64NoTag(in.readUInt64());
                }
                case WireFormat.WIRETYPE_FIXED32 -> {
                    out.writeUInt32NoTag(tag);
                    out.writeFixed32NoTag(in.readFixed32());
                }
                case WireFormat.WIRETYPE_FIXED64 -> {
                    out.writeUInt32NoTag(tag);
                    out.writeFixed64NoTag(in.readFixed64());
                }
                default -> throw new IOException("no field begins so");
            }
        }
        out.flush();
        return kept.toByteString();
    }

    /** Skips a field of any kind, groups in groups too, of which a tag was read. */
    static void skip(CodedInputStream in, int tag) throws IOException {
        int depth = 0;
        int next = tag;
        do {
            switch (WireFormat.getTagWireType(next)) {
                case WireFormat.WIRETYPE_START_GROUP -> depth++;
                case WireFormat.WIRETYPE_END_GROUP -> depth--;
                default -> in.skipField(next);
            }
            next = depth > 0 ? in.readTag() : 0;
        } while (next != 0);
        if (depth != 0) {
            throw new IOException("a group has no end");
        }
    }
}
