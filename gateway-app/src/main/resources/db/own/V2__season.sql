-- Imports of seasons, and what the organization alone knows of those in them.

-- Secrets of the organization: what ids and salts are made with. Losing one makes every id new.
CREATE TABLE secret (
    name text PRIMARY KEY,
    value bytea NOT NULL
);

-- Who an id on the ledger is: the printed card and its holder.
CREATE TABLE card (
    id text PRIMARY KEY,
    number text COLLATE "C" NOT NULL UNIQUE,
    party text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    village text NOT NULL,
    mobile text NOT NULL,
    identity text NOT NULL
);

CREATE TABLE plot (
    id text PRIMARY KEY,
    number text COLLATE "C" NOT NULL UNIQUE,
    card text COLLATE "C" NOT NULL,   -- printed number
    longitude text NOT NULL,
    latitude text NOT NULL
);

-- One import of one set of files.
CREATE TABLE season_run (
    run bytea PRIMARY KEY,
    season text NOT NULL,
    begun timestamptz NOT NULL DEFAULT now(),
    planned bigint,                   -- entries to send; null until the plan is whole
    done boolean NOT NULL DEFAULT false,
    late_before bigint                -- the newest time accepted before this run, or null: what is older comes late
);

-- Every row of a run's files, and rows that stand for no line: the policy, scales, cards, entitlements.
CREATE TABLE season_row (
    run bytea,
    tab smallint,                     -- the order in which tables are sent
    line bigint,
    number text COLLATE "C" NOT NULL,
    fields text NOT NULL,             -- normalised, joined by U+001F, which no file can hold
    digest bytea NOT NULL,            -- of the fields: the first 16 bytes of SHA-256
    code text,                        -- refused by itself, or null
    col text,                         -- the column at fault
    at bigint,                        -- when it happened, where that is known: ms since 1970
    grams bigint,
    fen bigint,
    PRIMARY KEY (run, tab, line)
);

-- What is sent, in order; fixed before the first of it is sent.
CREATE TABLE season_plan (
    run bytea,
    seq bigint,
    tab smallint NOT NULL,
    line bigint NOT NULL,
    PRIMARY KEY (run, seq)
);

-- Which entries make a batch; kept before the batch is sent.
CREATE TABLE season_batch (
    run bytea,
    index int,
    first bigint NOT NULL,
    after bigint NOT NULL,            -- the first entry that is not in it
    recorded boolean NOT NULL DEFAULT false, -- its outcomes are here
    PRIMARY KEY (run, index)
);

-- Outcomes of a run that are not ACCEPTED, as the ledger has them.
CREATE TABLE season_refusal (
    run bytea,
    tab smallint,
    line bigint,
    code text NOT NULL,
    detail text NOT NULL,             -- canonical JSON
    PRIMARY KEY (run, tab, line)
);

-- Rows that the ledger has taken: they are not sent again.
CREATE TABLE season_accepted (
    season text,
    tab smallint,
    number text COLLATE "C",
    digest bytea NOT NULL,
    at bigint,
    run bytea NOT NULL,
    PRIMARY KEY (season, tab, number)
);
