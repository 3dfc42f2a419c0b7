package qingshan.gateway.report;

/**
 * One line of a table of sums.
 *
 * @param label a day, a scale, a product, a code
 * @param sum of its slips
 */
public record Line(String label, Sum sum) {}
