package qingshan.rules.party;

import java.util.List;
import org.jspecify.annotations.Nullable;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.Text;

/**
 * A party, without its name: that stays with the organization that knows it.
 *
 * @param party its id
 * @param kind what it is
 * @param village where it is at home, public; absent where nobody said
 * @param commitment a salted commitment to name, telephone and identity number
 * @param basis adopted or approved
 * @param mspId who registered it
 * @param cards its cards
 */
public record Party(
        Id party,
        PartyKind kind,
        @Nullable Text village,
        Digest commitment,
        Basis basis,
        String mspId,
        List<Id> cards) {
    /** The same with other cards. */
    public Party withCards(List<Id> others) {
        return new Party(party, kind, village, commitment, basis, mspId, List.copyOf(others));
    }
}
