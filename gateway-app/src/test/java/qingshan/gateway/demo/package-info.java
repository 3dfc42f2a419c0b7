/** Tests of what a demonstration shows. */
@NullMarked
package qingshan.gateway.demo;

import org.jspecify.annotations.NullMarked;
