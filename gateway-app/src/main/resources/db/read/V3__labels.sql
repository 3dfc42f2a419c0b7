ALTER TABLE card ADD account text;
UPDATE card SET account = card;
ALTER TABLE card ALTER account SET NOT NULL;
ALTER TABLE card ADD lost_at timestamptz;
ALTER TABLE card ADD replaced_by text;
CREATE INDEX card_of_account ON card (account);

-- In force until it ends; one that was taken back has no row.
CREATE TABLE consent (
    party text,
    scope text,
    reader text,
    purpose text NOT NULL,
    until timestamptz NOT NULL,
    witness text NOT NULL,
    record text NOT NULL,
    PRIMARY KEY (party, scope, reader)
);

CREATE TABLE dispute (
    slip text PRIMARY KEY,
    card text NOT NULL,
    record text NOT NULL,
    reason text NOT NULL,
    since timestamptz NOT NULL,
    outcome text,
    settlement text,
    settled_at timestamptz
);

CREATE TABLE chunk (
    run text,
    first bigint,
    count bigint NOT NULL,
    root text NOT NULL,
    record text NOT NULL,
    PRIMARY KEY (run, first)
);

CREATE TABLE stretch (
    run text,
    first bigint,
    last bigint NOT NULL,
    fate text NOT NULL,
    record text NOT NULL,
    occurred_at timestamptz NOT NULL,
    PRIMARY KEY (run, first)
);
