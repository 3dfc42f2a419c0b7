package qingshan.gateway.scan;

import qingshan.gateway.Sentences;
import qingshan.gateway.web.Visit;

/** The texts of these pages. */
public final class ScanTexts {
    private ScanTexts() {}

    /** In a page's language. */
    public static Sentences of(Visit visit) {
        return visit.texts(ScanTexts.class, "Scan");
    }
}
