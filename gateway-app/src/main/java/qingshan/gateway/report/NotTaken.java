package qingshan.gateway.report;

import qingshan.gateway.season.load.Section;
import qingshan.rules.Code;

/**
 * What an import brings before anything moves, and the ledger did not take.
 *
 * @param section what it is
 * @param file where it stands, such as {@code plots.csv}; empty for a scale, which many rows name
 * @param line physical line of the file, the first of several; 0 where there is none
 * @param number as printed: of the card, plot, certificate, product, scale; the season's name
 * @param code why
 * @param detail what the contract or the importer said beside the code, canonical JSON
 */
public record NotTaken(Section section, String file, long line, String number, Code code, String detail) {}
