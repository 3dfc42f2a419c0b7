/** What a command does to the ledger, decided from state, command and times alone: no Fabric, no clock, no I/O. */
@NullMarked
package qingshan.rules;

import org.jspecify.annotations.NullMarked;
