/**
 * A ledger on one machine, over PostgreSQL: {@link qingshan.gateway.embedded.EmbeddedLedger}.
 *
 * <p>It runs the very contracts that Fabric runs, over a stub of its own, and keeps Fabric's own blocks. One operator runs
 * it, can read everything in it, and endorses alone: it is for a pilot, a laptop and tests.
 */
@NullMarked
package qingshan.gateway.embedded;

import org.jspecify.annotations.NullMarked;
