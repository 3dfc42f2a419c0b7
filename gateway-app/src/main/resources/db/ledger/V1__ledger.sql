-- The embedded ledger. Keys and values are bytes: keys then sort in the order of UTF-8 bytes, as on Fabric.

-- Fabric's Block messages, as they are.
CREATE TABLE blocks (
    number bigint PRIMARY KEY,
    hash bytea NOT NULL,          -- SHA-256 of the header's ASN.1, which the next block quotes
    block bytea NOT NULL
);
-- Signatures and hashes do not compress, and a large block is read and written whole.
ALTER TABLE blocks ALTER COLUMN block SET STORAGE EXTERNAL;

CREATE TABLE transactions (
    tx_id bytea PRIMARY KEY,
    block bigint NOT NULL,
    tx int NOT NULL,
    flag int NOT NULL             -- Fabric's TxValidationCode; 0 is valid
);

-- The committed state: what the newest valid write of each key left.
CREATE TABLE state (
    key bytea PRIMARY KEY,
    value bytea NOT NULL,
    block bigint NOT NULL,        -- block and tx are the version that reads quote
    tx int NOT NULL
);

-- The same for the collections; never in a block.
CREATE TABLE private_state (
    collection text COLLATE "C",
    key bytea,
    value bytea NOT NULL,
    block bigint NOT NULL,
    tx int NOT NULL,
    PRIMARY KEY (collection, key)
);

-- What each transaction wrote to collections (Fabric's TxPvtReadWriteSet), so that they can be followed again.
CREATE TABLE private_writes (
    block bigint,
    tx int,
    writes bytea NOT NULL,
    PRIMARY KEY (block, tx)
);
