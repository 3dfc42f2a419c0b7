package qingshan.gateway.report;

/**
 * An accepted row that somebody should know of.
 *
 * @param file such as {@code slips.csv}
 * @param line physical line
 * @param number the row's own
 * @param time as the file has it
 */
public record Remark(String file, long line, String number, String time) {}
