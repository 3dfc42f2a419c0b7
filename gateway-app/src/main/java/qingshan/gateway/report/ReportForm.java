package qingshan.gateway.report;

import java.nio.file.Path;
import qingshan.gateway.season.SeasonException;
import qingshan.gateway.season.SeasonFault;

/** The forms that a report is written in, told by the ending of its file. */
public enum ReportForm {
    /** For a program. */
    JSON,
    /** For a spreadsheet. */
    CSV,
    /** As the terminal shows it. */
    TXT;

    /**
     * The form of a file.
     *
     * @throws SeasonException when the file's name ends otherwise
     */
    public static ReportForm of(Path file) {
        String name = String.valueOf(file.getFileName());
        for (ReportForm form : values()) {
            String ending = "." + form;
            if (name.length() > ending.length()
                    && name.regionMatches(true, name.length() - ending.length(), ending, 0, ending.length())) {
                return form;
            }
        }
        throw SeasonException.at(SeasonFault.REPORT_ENDING, file);
    }
}
