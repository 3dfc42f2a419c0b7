-- What is the organization's own and not the ledger's. Filled by later migrations.
COMMENT ON SCHEMA own IS 'the organization''s own: never dropped, in every backup';
