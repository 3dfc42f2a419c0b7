package qingshan.gateway.season;

/**
 * A row of parties, plots, certificates or products that stops the import.
 *
 * @param table where it stands
 * @param line physical line
 * @param column the column at fault, by its name in {@link SeasonTable}
 * @param value what stands there
 * @param fault why
 */
public record BadReference(SeasonTable table, long line, String column, String value, ReferenceFault fault) {}
