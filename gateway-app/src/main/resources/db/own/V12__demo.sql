-- That this ledger is a demonstration, and what of it there is to see; no row, and it is none.
CREATE TABLE demo (
    one boolean PRIMARY KEY DEFAULT true CHECK (one)
);
CREATE TABLE demo_page (
    ord int PRIMARY KEY,
    kind text NOT NULL,                       -- as the list of addresses names it
    path text NOT NULL
);

-- Where the limits come from, as far as it was checked.
UPDATE limit_policy SET source = '起始值：茶叶；与公开转载的 GB 2763—2016 茶叶限量表一致（2026-11-21 查对）；待按 2021 年版全文核定'
    WHERE standard = 'GB 2763—2021' AND status = 'unverified';
