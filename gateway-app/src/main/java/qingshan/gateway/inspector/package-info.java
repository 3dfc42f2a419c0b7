/** The inspector's pages: lots and what stands behind them, inspections, freezes, recalls, what shoppers report. */
@NullMarked
package qingshan.gateway.inspector;

import org.jspecify.annotations.NullMarked;
