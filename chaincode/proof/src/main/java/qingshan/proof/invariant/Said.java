package qingshan.proof.invariant;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import qingshan.proof.block.Hashes;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.Records;
import qingshan.rules.lot.RecordKind;
import qingshan.rules.party.SignedForm;
import qingshan.rules.value.Digest;

/**
 * What holders signed or a market attested.
 *
 * @param body the words
 * @param form the bytes that are signed
 * @param digest SHA-256 of the form
 */
record Said(JsonObject body, ByteString form, Digest digest) {
    /** Something that is signed for a purpose. */
    static Said of(String type, JsonObject body) {
        ByteString form = UnsafeByteOperations.unsafeWrap(SignedForm.of(type, body));
        return new Said(body, form, new Digest(Hashes.hex(Hashes.sha256(form))));
    }

    /** What a command that makes a record says: the member that is named as the last word of the record's kind. */
    static Said of(RecordKind kind, JsonObject command) {
        String type = Records.kebab(kind);
        String member = type.substring(type.lastIndexOf('-') + 1);
        if (!(command.get(member) instanceof JsonObject body)) {
            throw new IllegalArgumentException("a command without its " + member);
        }
        return of(type, body);
    }
}
