-- Forms that staff sent: a command is kept before it is sent, so that a form sent twice is done once.
CREATE TABLE form (
    id uuid PRIMARY KEY,                      -- of the command, made with the form
    staff text COLLATE "C" NOT NULL,
    form text NOT NULL,                       -- what the form is called
    kept text NOT NULL,                       -- under what the browser keeps what was typed
    said text NOT NULL,                       -- SHA-256 of what was typed: the same id with something else is refused
    command text NOT NULL,                    -- canonical JSON, with the time at which it was first sent
    block bigint,                             -- that holds it; null until the ledger took it
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX form_at ON form (at);
