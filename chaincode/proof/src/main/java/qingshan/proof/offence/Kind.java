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
    /** Block 0 does not configure a channel with organizations and their roots. */
    CONFIGURATION,
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
    /** A transaction's time is before the time of those before it, or still to come. */
    TIMESTAMP,
    /** The validation flag is not what the state at that place gives. */
    VALIDATION_FLAG
}
