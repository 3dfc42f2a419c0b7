-- That this ledger is a demonstration; no row, and it is none.
CREATE TABLE demo (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    made boolean NOT NULL DEFAULT false       -- all of it: what was begun only goes on at the next start
);

-- Where the limits come from, as far as it was checked.
UPDATE limit_policy SET source = '起始值：茶叶；与公开转载的 GB 2763—2016 茶叶限量表一致（2026-11-21 查对）；待按 2021 年版全文核定'
    WHERE standard = 'GB 2763—2021' AND status = 'unverified';
