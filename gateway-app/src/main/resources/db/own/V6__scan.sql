-- What shoppers asked for and reported. No address of theirs is kept, nor anything made of one.

-- One row for each pack that was asked for.
CREATE TABLE scan (
    packing int,
    index int,
    count int NOT NULL,
    first_at timestamptz NOT NULL,
    PRIMARY KEY (packing, index)
);

-- From how many times on a code was asked for unusually often. The organization's own policy: the newest row in force counts.
CREATE TABLE scan_policy (
    effective_from date PRIMARY KEY,
    often int NOT NULL CHECK (often > 1),
    source text NOT NULL,
    status text NOT NULL CHECK (status IN ('verified', 'unverified'))
);
INSERT INTO scan_policy VALUES ('2026-01-01', 5, '起始值：一包茶在店里、家里各查几次属正常；待按本地数据核定', 'unverified');

-- What shoppers say is wrong with a pack.
CREATE TABLE report (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT now(),
    packing int NOT NULL,
    index int NOT NULL,
    kind text NOT NULL,
    words text NOT NULL,
    contact text,
    closed_at timestamptz,                    -- when an inspector was done with it
    closed_by text
);
CREATE INDEX report_open ON report (at) WHERE closed_at IS NULL;
