@NullMarked
package qingshan.gateway.cli;

import org.jspecify.annotations.NullMarked;
