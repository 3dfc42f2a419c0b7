/**
 * The report of an import: what was accepted and refused and why, read back from the ledger, as text, CSV and JSON. Described
 * in {@code docs/reference/report.md}.
 */
@NullMarked
package qingshan.gateway.report;

import org.jspecify.annotations.NullMarked;
