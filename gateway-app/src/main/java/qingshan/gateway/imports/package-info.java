/** Imports of seasons over the gateway's pages: what is sent, how far it is, what became of it. */
@NullMarked
package qingshan.gateway.imports;

import org.jspecify.annotations.NullMarked;
