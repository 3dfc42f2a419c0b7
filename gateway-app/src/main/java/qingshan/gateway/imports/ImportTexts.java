package qingshan.gateway.imports;

import qingshan.gateway.Sentences;
import qingshan.gateway.web.Visit;

/** The texts of these pages. */
public final class ImportTexts {
    private ImportTexts() {}

    /** In a page's language. */
    public static Sentences of(Visit visit) {
        return visit.texts(ImportTexts.class, "Imports");
    }
}
