@NullMarked
package qingshan.gateway.proof;

import org.jspecify.annotations.NullMarked;
