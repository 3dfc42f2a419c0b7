-- The market counter: what its slips say that the ledger does not, its scales, its checks.

-- A slip as it was asked for, kept before it is sent: asked again it is the same, to the byte. Whether it is on the ledger,
-- and whether it was reversed, the read model says.
CREATE TABLE counter_slip (
    id uuid PRIMARY KEY,                      -- of the command, made by the page
    asked text NOT NULL,                      -- canonical JSON: the same id with another is refused
    command text NOT NULL,                    -- the command, canonical JSON
    opening text NOT NULL,                    -- price, amount and salt, canonical JSON
    day date NOT NULL,                        -- the local day on which it was weighed
    scale text COLLATE "C" NOT NULL,
    serial int NOT NULL,                      -- of the day and scale, from 1
    number text COLLATE "C" NOT NULL UNIQUE,  -- as printed
    sample text,                              -- of the sealed sample
    seller text NOT NULL,                     -- printed numbers of cards
    buyer text NOT NULL,
    grade text NOT NULL,
    gross bigint NOT NULL,                    -- grams
    tare bigint NOT NULL,
    fen_per_kg bigint NOT NULL,
    amount_fen bigint NOT NULL,
    jin boolean NOT NULL,                     -- whether the price was said for a jin of 500 g
    keyed boolean NOT NULL,                   -- no reading of the scale stands behind the gross weight
    paper text,                               -- the number of the paper slip that it was entered from later
    occurred_at timestamptz NOT NULL,
    clerk text NOT NULL,                      -- the staff member's name on pages
    UNIQUE (day, scale, serial)
);

-- What a scale's driver says to be believed: the digest of its token.
CREATE TABLE counter_driver (
    market text,
    scale text COLLATE "C",
    token bytea NOT NULL UNIQUE,
    since timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (market, scale)
);

-- What the counter asks about before it settles: policy data of the organization's own, newest last.
CREATE TABLE counter_checks (
    since timestamptz PRIMARY KEY DEFAULT now(),
    grades text NOT NULL,                     -- of leaf, in the order of the keys 1 to 6, joined by U+001F
    price_percent int NOT NULL,               -- further from today's median of the grade is asked about
    grams_min bigint NOT NULL,                -- net, lighter is asked about
    grams_max bigint NOT NULL,                -- net, heavier is asked about
    source text NOT NULL,
    status text NOT NULL CHECK (status IN ('verified', 'unverified'))
);
INSERT INTO counter_checks (grades, price_percent, grams_min, grams_max, source, status) VALUES
    (concat_ws(U&'\001F', '特级', '一级', '二级', '三级', '四级', '五级'), 40, 200, 100000,
     '暂定，请市场核定 provisional, for the market to settle', 'unverified');
