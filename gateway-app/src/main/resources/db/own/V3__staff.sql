-- Who works here, and who is signed in.

CREATE TABLE staff (
    name text COLLATE "C" PRIMARY KEY,        -- also that of the identity on the ledger
    display text NOT NULL,
    role text NOT NULL,
    password text NOT NULL,                   -- Argon2id, in PHC's string format
    pin text,                                 -- the same; null: none
    failures int NOT NULL DEFAULT 0,          -- since the last success
    locked_until timestamptz,
    disabled boolean NOT NULL DEFAULT false,
    demo boolean NOT NULL DEFAULT false,      -- made for a demonstration: its password is no secret
    created timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE session (
    token bytea PRIMARY KEY,                  -- SHA-256 of what the browser holds
    staff text COLLATE "C" NOT NULL REFERENCES staff ON DELETE CASCADE,
    begun timestamptz NOT NULL DEFAULT now(),
    seen timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX session_of_staff ON session (staff);
