-- Tokens by which programs of staff sign in, and who looked at what lists mask.

CREATE TABLE api_token (
    token bytea PRIMARY KEY,                  -- SHA-256 of what the program holds
    staff text COLLATE "C" NOT NULL REFERENCES staff ON DELETE CASCADE,
    created timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX api_token_of_staff ON api_token (staff);

CREATE TABLE revealed (
    at timestamptz NOT NULL DEFAULT now(),
    staff text COLLATE "C" NOT NULL,
    list text NOT NULL,
    id text NOT NULL,
    field text NOT NULL
);
CREATE INDEX revealed_at ON revealed (at);

CREATE INDEX card_of_party ON card (party, number);
