package qingshan.rules.party;

import org.jspecify.annotations.Nullable;
import qingshan.rules.Event;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;
import qingshan.rules.value.Witness;

/** What happened to parties, markets, card keys and consents. */
public sealed interface PartyEvent extends Event {
    /** A party was registered, adopted or corrected. */
    record PartyRegistered(
            Id party, PartyKind kind, @Nullable Text village, Digest commitment, Basis basis, String mspId)
            implements PartyEvent {}

    /** A market was registered. */
    record MarketRegistered(Id market, Text name, String mspId) implements PartyEvent {}

    /** A scale was registered. */
    record ScaleRegistered(Id market, Text scale) implements PartyEvent {}

    /** A scale was taken out of use. */
    record ScaleRetired(Id market, Text scale) implements PartyEvent {}

    /** A party lets somebody know something, until it ends or is taken back. */
    record ConsentGranted(
            Id party,
            Consent.Scope scope,
            Reader reader,
            Note purpose,
            LedgerTime until,
            RecordName record,
            Witness witness)
            implements PartyEvent {}

    /** A party took a consent back. */
    record ConsentWithdrawn(Id party, Consent.Scope scope, Reader reader) implements PartyEvent {}

    /** A card has a new key. */
    record KeyAdded(Id card, int key, Algorithm algorithm) implements PartyEvent {}

    /** A key of a card was revoked. */
    record KeyRevoked(Id card, int key, Note reason) implements PartyEvent {}
}
