package qingshan.gateway.season;

/**
 * One column of a table.
 *
 * @param name how refusals, reports and JSON name it
 * @param heading what the file's heading line says, to the letter
 */
public record Column(String name, String heading) {}
