-- Transactions that may have been sent to a Fabric network and whose fate is not known. A row is written before its
-- transaction leaves, and goes when the fate is known.
CREATE TABLE pending (
    tx_id text PRIMARY KEY CHECK (tx_id ~ '^[0-9a-f]{64}$'),
    transaction bytea NOT NULL,               -- the signed envelope as it was sent, in Fabric's PreparedTransaction
    stored_at timestamptz NOT NULL DEFAULT now()
);
