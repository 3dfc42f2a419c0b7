/** Tests of the house itself: what the sources may say, and which way the arrows between modules and packages point. */
@NullMarked
package qingshan.house;

import org.jspecify.annotations.NullMarked;
