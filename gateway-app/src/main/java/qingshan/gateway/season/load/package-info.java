/**
 * Brings a season onto the ledger: rows are staged in PostgreSQL, checked, ordered there, and sent in batches that can be
 * taken up again at any point.
 */
@NullMarked
package qingshan.gateway.season.load;

import org.jspecify.annotations.NullMarked;
