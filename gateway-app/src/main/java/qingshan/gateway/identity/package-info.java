/** Who signs: certificates and their private keys, as files and ready to use. */
@NullMarked
package qingshan.gateway.identity;

import org.jspecify.annotations.NullMarked;
