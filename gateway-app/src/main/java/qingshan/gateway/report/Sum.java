package qingshan.gateway.report;

/**
 * Slips added up.
 *
 * @param rows how many
 * @param grams their weight, as far as it is a number
 * @param fen their amount, as far as it is a number
 */
public record Sum(long rows, long grams, long fen) {}
