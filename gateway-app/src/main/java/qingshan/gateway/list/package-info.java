/** Lists of what there is: one definition of each gives its JSON, its CSV and its page. */
@NullMarked
package qingshan.gateway.list;

import org.jspecify.annotations.NullMarked;
