package qingshan.proof.invariant;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Kind;
import qingshan.proof.offence.Offence;
import qingshan.rules.signature.PublicKey;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.value.Id;

/**
 * A holder's signature that is still to be verified, which any thread may do.
 *
 * @param block where it stands
 * @param transaction index in the block
 * @param transactionId where it stands
 * @param card whose
 * @param key the card's key, as it was registered then
 * @param form the bytes that were signed
 * @param signature by that key
 */
public record HolderSignature(
        long block,
        int transaction,
        String transactionId,
        Id card,
        PublicKey key,
        ByteString form,
        SignatureValue signature) {
    /** The offence if it is not good, else null. */
    public @Nullable Offence verify() {
        if (key.verifies(form.toByteArray(), signature)) {
            return null;
        }
        return new Offence(
                Kind.HOLDER_SIGNATURE,
                block,
                transaction,
                transactionId,
                card.value(),
                "the signature of the card is not good over " + form.toStringUtf8());
    }
}
