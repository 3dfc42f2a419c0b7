/** A county to look at, made through ordinary commands. */
@NullMarked
package qingshan.gateway.demo;

import org.jspecify.annotations.NullMarked;
