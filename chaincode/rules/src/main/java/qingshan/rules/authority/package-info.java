/** Who may submit what. */
@NullMarked
package qingshan.rules.authority;

import org.jspecify.annotations.NullMarked;
