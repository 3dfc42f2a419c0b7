-- Rows made from blocks. Filled by later migrations.
COMMENT ON SCHEMA read IS 'made from blocks: may be dropped and made again';
