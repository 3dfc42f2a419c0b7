@NullMarked
package qingshan.gateway.report;

import org.jspecify.annotations.NullMarked;
