package qingshan.gateway.report;

import qingshan.rules.Code;

/**
 * A row that was refused.
 *
 * @param depth 0, or one more than that of the refusal it follows from, which stands before it
 * @param file such as {@code slips.csv}
 * @param line physical line
 * @param number the row's own
 * @param code why
 * @param column the column at fault, by its name in the format; may be empty
 * @param heading the column's heading; may be empty
 * @param value what stands there; may be empty
 * @param detail what the contract said beside the code, canonical JSON
 */
public record RefusedRow(
        int depth,
        String file,
        long line,
        String number,
        Code code,
        String column,
        String heading,
        String value,
        String detail) {}
