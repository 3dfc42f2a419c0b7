-- Labels: which pack each serial stands for. Tens of millions of rows: a serial is a number, and a run is a small one.

CREATE TABLE packing (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    record text COLLATE "C" NOT NULL UNIQUE   -- the packing run, as the ledger names it
);

-- The ledger says which of these were issued: rows are written first, and may be written again.
CREATE TABLE serial (
    head bigint PRIMARY KEY,                  -- the first 64 of a serial's 65 bits; two that differ in the last alone are one
    packing int NOT NULL,
    index int NOT NULL
);

-- Indexes whose serial another pack has: never printed, and void as soon as they are issued.
CREATE TABLE serial_taken (
    packing int,
    index int,
    PRIMARY KEY (packing, index)
);
