-- What the inspector's pages keep.

-- Laboratories' reports, as they were uploaded; the ledger has their digests.
CREATE TABLE lab_report (
    hash text PRIMARY KEY,                    -- SHA-256, 64 hexadecimal digits
    name text NOT NULL,                       -- of the file, as shown
    type text NOT NULL,                       -- application/pdf, image/jpeg or image/png, told from its bytes
    content bytea NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT now(),
    kept_by text NOT NULL                     -- the staff member's name on pages
);

-- What an inspector did about a shopper's report.
ALTER TABLE report ADD COLUMN note text;

-- What a standard allows of an item in tea. The organization's own policy, shown beside what a laboratory wrote: of each item
-- the newest row in force on the day of the inspection counts.
CREATE TABLE limit_policy (
    item text,                                -- as reports write it; an item that begins so is meant
    effective_from date,
    milligrams_per_kg numeric NOT NULL CHECK (milligrams_per_kg > 0),
    standard text NOT NULL,
    source text NOT NULL,
    status text NOT NULL CHECK (status IN ('verified', 'unverified')),
    PRIMARY KEY (item, effective_from)
);
INSERT INTO limit_policy VALUES
    ('联苯菊酯', '2021-09-03', 5, 'GB 2763—2021', '起始值：茶叶；待按标准全文核定', 'unverified'),
    ('吡虫啉', '2021-09-03', 0.5, 'GB 2763—2021', '起始值：茶叶；待按标准全文核定', 'unverified'),
    ('啶虫脒', '2021-09-03', 10, 'GB 2763—2021', '起始值：茶叶；待按标准全文核定', 'unverified'),
    ('噻嗪酮', '2021-09-03', 10, 'GB 2763—2021', '起始值：茶叶；待按标准全文核定', 'unverified'),
    ('草甘膦', '2021-09-03', 1, 'GB 2763—2021', '起始值：茶叶；待按标准全文核定', 'unverified'),
    ('溴氰菊酯', '2021-09-03', 10, 'GB 2763—2021', '起始值：茶叶；待按标准全文核定', 'unverified'),
    ('铅', '2023-06-30', 5, 'GB 2762—2022', '起始值：茶叶；待按标准全文核定', 'unverified');
