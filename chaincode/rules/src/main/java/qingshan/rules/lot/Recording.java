package qingshan.rules.lot;

import java.util.List;
import qingshan.rules.json.JsonObject;
import qingshan.rules.party.Witnesses;
import qingshan.rules.signature.SignatureValue;

/** A command that moves grams, and so is kept as a {@link LedgerRecord}. */
public interface Recording {
    /** What it is about. */
    RecordKind kind();

    /** What is signed or attested. */
    JsonObject body();

    /** Who stands behind it. */
    Witnesses witnesses();

    /** The holders' signatures, in the order of the signers. */
    List<SignatureValue> signatures();
}
