package qingshan.gateway.report;

import java.util.HexFormat;

/** The run's refusals as the ledger has them, gathered once for all queries: the temporary table {@code refusal}. */
final class RefusalTable {
    private RefusalTable() {}

    static void gather(Rows rows, byte[] run) {
        // what the ledger had already is on it all the same
        rows.run("""
                CREATE TEMP TABLE refusal ON COMMIT DROP AS
                SELECT CASE o."table" WHEN 'slips' THEN 8 WHEN 'processing' THEN 9 ELSE 10 END AS tab,
                       o.line, o.code, coalesce(o.detail::text, '{}') AS detail
                FROM read.outcome o
                WHERE o.run = ? AND o."table" IN ('slips', 'processing', 'packing')
                  AND o.code NOT IN ('ACCEPTED', 'ALREADY_RECORDED')""", HexFormat.of().formatHex(run));
        rows.run("CREATE INDEX ON refusal (tab, line)");
        rows.run("ANALYZE refusal");
    }
}
