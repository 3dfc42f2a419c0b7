/**
 * Labels for packs and cards: the link that a code holds, the serial in it, the code itself, and how it is put on paper.
 * Pure: knows no ledger, no database and no web server. Documented in {@code docs/reference/labels.md}.
 */
@NullMarked
package qingshan.gateway.label;

import org.jspecify.annotations.NullMarked;
