-- One table for each kind of thing; docs/reference/read-model.md says what each column means.
-- Weights are grams, areas thousandths of a mu, money fen. A key (block, tx) is the place in the chain that made a row.

-- The newest block is the follower's checkpoint.
CREATE TABLE block (
    number bigint PRIMARY KEY,
    hash bytea NOT NULL,
    transactions int NOT NULL,
    valid int NOT NULL
);

CREATE TABLE transaction (
    block bigint,
    tx int,
    tx_id text NOT NULL,
    code int NOT NULL,            -- Fabric's TxValidationCode; 0 is valid
    function text NOT NULL,
    msp_id text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (block, tx)
);

CREATE TABLE party (
    party text PRIMARY KEY,
    kind text NOT NULL,
    village text,
    commitment text NOT NULL,
    basis text NOT NULL,
    msp_id text NOT NULL
);

CREATE TABLE market (
    market text PRIMARY KEY,
    name text NOT NULL,
    msp_id text NOT NULL
);

CREATE TABLE scale (
    market text,
    scale text,
    retired boolean NOT NULL,
    PRIMARY KEY (market, scale)
);

CREATE TABLE card (
    card text PRIMARY KEY,
    party text NOT NULL,
    basis text NOT NULL,
    msp_id text NOT NULL,
    signed_only boolean NOT NULL
);
CREATE INDEX card_of_party ON card (party);

CREATE TABLE card_key (
    card text,
    key int,
    algorithm text NOT NULL,
    added_at timestamptz NOT NULL,
    revoked_at timestamptz,
    reason text,
    PRIMARY KEY (card, key)
);

CREATE TABLE policy (
    kind text,
    name text,
    version int,
    hash text NOT NULL,
    effective_from date NOT NULL,
    source text NOT NULL,
    status text NOT NULL,
    basis text NOT NULL,
    msp_id text NOT NULL,
    published_at timestamptz NOT NULL,
    document json NOT NULL,
    PRIMARY KEY (kind, name, version)
);

CREATE TABLE plot (
    plot text PRIMARY KEY,
    party text NOT NULL,
    area bigint NOT NULL,
    cultivar text,
    village text,
    basis text NOT NULL,
    msp_id text NOT NULL
);
CREATE INDEX plot_of_party ON plot (party);

CREATE TABLE entitlement (
    card text,
    season text,
    plots text[] NOT NULL,
    granted bigint NOT NULL,
    used bigint NOT NULL,
    basis text NOT NULL,
    policy_version int NOT NULL,
    PRIMARY KEY (card, season)
);

-- The approvals of the newest proposal.
CREATE TABLE approval (
    card text,
    season text,
    level text,
    plots text[] NOT NULL,
    msp_id text NOT NULL,
    approved_at timestamptz NOT NULL,
    PRIMARY KEY (card, season, level)
);

CREATE TABLE certificate (
    promisor text,
    season text,
    number text,
    product text NOT NULL,
    grams bigint NOT NULL,
    used bigint NOT NULL,
    issued_on date NOT NULL,
    origin text,
    promise text,
    basis text NOT NULL,
    PRIMARY KEY (promisor, season, number)
);

-- Everything that moved grams.
CREATE TABLE record (
    name text PRIMARY KEY,
    kind text NOT NULL,
    season text,                  -- of a reversal: that of the slip
    number text,
    seller text,                  -- of a slip, and whose tea a loss was
    buyer text,
    maker text,                   -- of a lot (also by a slip that is a harvest) or of a run
    product text,
    grade text,
    grams bigint NOT NULL,
    occurred_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    recorded_later boolean NOT NULL,
    adopted boolean NOT NULL,
    witness text NOT NULL,
    market text,
    scale text,
    msp_id text NOT NULL,
    certificate text,
    sample text,
    reason text,
    reverses text,
    reversed_by text,
    policy_version int,
    digest text NOT NULL,
    block bigint NOT NULL,
    tx int NOT NULL
);
CREATE INDEX record_by_number ON record (number);
CREATE INDEX record_by_seller ON record (seller, occurred_at) WHERE seller IS NOT NULL;
CREATE INDEX record_by_buyer ON record (buyer, occurred_at) WHERE buyer IS NOT NULL;
CREATE INDEX record_by_maker ON record (maker, occurred_at) WHERE maker IS NOT NULL;

-- What a record took, in order: grams of a lot, from one receipt of the holder's.
CREATE TABLE part (
    record text,
    ord int,
    lot text NOT NULL,
    grams bigint NOT NULL,
    witness text NOT NULL,
    from_record text NOT NULL,
    from_ord int NOT NULL,
    from_rank int NOT NULL,
    from_at timestamptz NOT NULL,
    PRIMARY KEY (record, ord)
);
CREATE INDEX part_from ON part (from_record, from_ord);

CREATE TABLE lot (
    lot text PRIMARY KEY,
    maker text NOT NULL,
    season text NOT NULL,
    product text NOT NULL,
    grade text NOT NULL,
    grams bigint NOT NULL
);

-- Which lots went into a lot or run, added up.
CREATE TABLE lot_parent (
    child text,
    parent text,
    grams bigint NOT NULL,
    PRIMARY KEY (child, parent)
);
CREATE INDEX lot_parent_by_parent ON lot_parent (parent);

CREATE TABLE run (
    record text PRIMARY KEY,
    lot text NOT NULL,
    gtin text NOT NULL,
    pack_grams bigint NOT NULL,
    packs bigint NOT NULL
);
CREATE INDEX run_by_gtin ON run (gtin);

-- What is left of each receipt now.
CREATE TABLE holding (
    record text,
    ord int,
    card text NOT NULL,
    season text NOT NULL,
    product text NOT NULL,
    grade text NOT NULL,
    lot text NOT NULL,
    grams bigint NOT NULL,
    witness text NOT NULL,
    rank int NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (record, ord)
);
CREATE INDEX holding_of_card ON holding (card, season, product, grade, received_at);
CREATE INDEX holding_of_lot ON holding (lot);

-- Freezes and recalls, lifted ones too.
CREATE TABLE hold (
    lot text,
    kind text,
    inspection text,              -- empty for a recall
    block bigint,
    tx int,
    subject text NOT NULL,        -- the lot or run that was named; this one derives from it or is it
    reason text NOT NULL,
    advice text,
    msp_id text NOT NULL,
    since timestamptz NOT NULL,
    until timestamptz,
    release_reason text,
    PRIMARY KEY (lot, kind, inspection, block, tx)
);
CREATE INDEX hold_of_inspection ON hold (inspection) WHERE until IS NULL;

CREATE TABLE inspection (
    inspection text PRIMARY KEY,
    lot text NOT NULL,
    kind text NOT NULL,
    laboratory text NOT NULL,
    sample text,
    verdict text NOT NULL,
    report_hash text NOT NULL,
    occurred_at timestamptz NOT NULL,
    msp_id text NOT NULL
);
CREATE INDEX inspection_of_lot ON inspection (lot);

CREATE TABLE inspection_item (
    inspection text,
    ord int,
    name text NOT NULL,
    method text NOT NULL,
    "limit" text NOT NULL,
    result text NOT NULL,
    passed boolean NOT NULL,
    PRIMARY KEY (inspection, ord)
);

CREATE TABLE product (
    gtin text PRIMARY KEY,
    maker text NOT NULL,
    name text,
    english_name text,
    tea_class text,
    net_grams bigint NOT NULL,
    standard text,
    shelf_life_months text,
    licence text,
    telephone text,
    basis text NOT NULL,
    msp_id text NOT NULL
);

CREATE TABLE import_run (
    run text PRIMARY KEY,
    market text NOT NULL,
    season text NOT NULL,
    files json NOT NULL,
    next int NOT NULL,
    opened_at timestamptz NOT NULL
);

CREATE TABLE outcome (
    run text,
    batch int,
    ord int,
    "table" text NOT NULL,
    line bigint NOT NULL,
    number text NOT NULL,
    code text NOT NULL,
    detail json,
    decided_by text NOT NULL,
    PRIMARY KEY (run, batch, ord)
);

-- From private data, where this organization is a member of the collection. No row: not held here.
CREATE TABLE price (
    record text PRIMARY KEY,
    amount_fen bigint NOT NULL,
    price_fen_per_kg bigint NOT NULL,
    salt text NOT NULL
);
