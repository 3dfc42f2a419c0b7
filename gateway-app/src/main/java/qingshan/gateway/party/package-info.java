/** Who parties are: names, printed numbers and places, which never leave the organization, and the commands that register them. */
@NullMarked
package qingshan.gateway.party;

import org.jspecify.annotations.NullMarked;
