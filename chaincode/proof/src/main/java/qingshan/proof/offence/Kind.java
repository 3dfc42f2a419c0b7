package qingshan.proof.offence;

/**
 * What can be wrong with an export, by name. The order is the order in which offences at one place are told: a damaged
 * file before a false block, a false block before a false transaction.
 */
public enum Kind {
    /** The file is not an export, or a byte of it was changed, cut or added. */
    EXPORT_DAMAGED,
    /** The export's header names another channel or other organizations than block 0. */
    EXPORT_HEADER,
    /** A block, or something in it, is not in the one accepted form. */
    MALFORMED,
    /** Something that this version of the audit cannot judge, and therefore does not pass. */
    UNSUPPORTED,
    /** A block does not carry the number after the one before it. */
    BLOCK_NUMBER,
    /** A block does not name the hash of the header before it. */
    PREVIOUS_HASH,
    /** A header does not name the hash of its block's transactions. */
    DATA_HASH,
    /** A block does not configure a channel with organizations and their roots. */
    CONFIGURATION,
    /** A change of the configuration was not agreed to by those whom it takes, or leads elsewhere than it says. */
    RECONFIGURATION,
    /** A root of the channel is not among those that the asker trusts. */
    ROOT_NOT_TRUSTED,
    /** No block of the export has the head that the asker knows. */
    HEAD_NOT_FOUND,
    /** A block is not signed by an orderer of the channel. */
    BLOCK_SIGNATURE,
    /** A transaction names another channel. */
    CHANNEL,
    /** A transaction's id is not the hash of its nonce and creator. */
    TRANSACTION_ID,
    /** A certificate does not lead to a root of the organization that it names, or is of the wrong kind. */
    CERTIFICATE,
    /** A certificate was not valid at the transaction's time. */
    CERTIFICATE_EXPIRED,
    /** The creator's signature is not good. */
    CREATOR_SIGNATURE,
    /** The proposal's hash, to which the endorsers signed, is another. */
    PROPOSAL_HASH,
    /** Nobody endorsed a transaction, or an endorser's signature is not good. */
    ENDORSEMENT,
    /** Other organizations endorsed a transaction, or fewer, than those that must. */
    ENDORSEMENT_POLICY,
    /** A transaction's time is before the time of those before it, or still to come. */
    TIMESTAMP,
    /** The validation flag is not what the state at that place gives. */
    VALIDATION_FLAG,
    /** What was submitted is no command of this ledger. */
    COMMAND,
    /** The submitter's organization and role may not submit this. */
    NOT_AUTHORIZED,
    /** It says that it happened too long before or after it was recorded, and the submitter is no importer. */
    OCCURRED_AT,
    /** A command id was answered twice, or with another answer than the one that is kept. */
    COMMAND_ID,
    /** The answer is not what the command comes to. */
    ANSWER,
    /** The events of a transaction are not what its command comes to. */
    EVENTS,
    /** A key was written that nothing explains, or not written, or with another value. */
    WRITES,
    /** Something private was written that nothing explains, or was not written. */
    PRIVATE,
    /** A party, card, key, market, scale, plot or product is not registered as its rules say. */
    REGISTER,
    /** A policy was edited, published out of turn, or another edition was used than the one in force. */
    POLICY,
    /** An entitlement was not approved by village, town and county in this order. */
    APPROVAL,
    /** More was harvested than granted, or another amount than the harvests come to. */
    ENTITLEMENT,
    /** More was sold under a commitment certificate than it is for, or it does not cover what was sold. */
    CERTIFICATE_USED,
    /** Grams came from nowhere or went nowhere. */
    GRAMS,
    /** Somebody gave what was not there to give. */
    NOT_HELD,
    /** Not the oldest receipt was taken. */
    NOT_OLDEST,
    /** A frozen or recalled lot was moved. */
    HELD_BACK,
    /** A freeze or release does not cover exactly what derives from the inspected lot. */
    FREEZE,
    /** A recall does not cover exactly what derives from its subject, or is undone. */
    RECALL,
    /** What derives from which lot is not what was made from it. */
    DERIVATION,
    /** Leaf and made tea are outside the band of the policy. */
    CONVERSION,
    /** Packs times net content is not what was packed, or not of this lot or product. */
    PACKING,
    /** A record's source, season, lot or certificate is not what its rules say. */
    RECORD,
    /** A record was changed, or a row or slip counts twice. */
    RECORDED_TWICE,
    /** A reversal does not return exactly what a slip moved. */
    REVERSAL,
    /** A holder's signature is not good, missing, or by a key that was not the holder's at the time. */
    HOLDER_SIGNATURE,
    /** A holder's counter was used twice or outside its window. */
    COUNTER,
    /** A market attested what it may not: not its own market, not its scale, a card that only signs. */
    ATTESTATION,
    /** A consent is in force that its holder did not give or took back, or was taken back where there was none. */
    CONSENT,
    /** A dispute is of no slip that stands, by none of its holders, opened or settled twice, or not kept so. */
    DISPUTE,
    /** A run's serials overlap, have gaps or are more than its packs, or one is void or dispatched twice. */
    SERIALS,
    /** A batch is not its run's next, or its outcomes are not one for each of its rows. */
    BATCH
}
