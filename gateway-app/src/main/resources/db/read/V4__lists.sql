-- Lists of what moved begin with the newest.
CREATE INDEX record_in_order ON record (block, tx);
