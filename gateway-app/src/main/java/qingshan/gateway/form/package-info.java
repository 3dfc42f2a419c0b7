/** Forms of working pages: what they ask, what is wrong with an answer, and that each is done once. */
@NullMarked
package qingshan.gateway.form;

import org.jspecify.annotations.NullMarked;
