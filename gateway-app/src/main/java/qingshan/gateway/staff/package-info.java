/** Who works here: accounts, sign-in, sessions, and the identity on the ledger that each account stands for. */
@NullMarked
package qingshan.gateway.staff;

import org.jspecify.annotations.NullMarked;
