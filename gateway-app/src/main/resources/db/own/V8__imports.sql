-- Uploads of seasons: who began which import, and what stopped it.
CREATE TABLE season_upload (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run bytea NOT NULL,
    season text NOT NULL,
    staff text NOT NULL,                      -- the name on pages
    begun timestamptz NOT NULL DEFAULT now(),
    ended timestamptz,                        -- null: it runs, or the gateway ended before it
    failure_zh text,                          -- what stopped it, or null
    failure_en text
);
CREATE INDEX season_upload_of_run ON season_upload (run);
