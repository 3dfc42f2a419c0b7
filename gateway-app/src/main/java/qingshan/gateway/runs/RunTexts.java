package qingshan.gateway.runs;

import qingshan.gateway.Sentences;
import qingshan.gateway.form.Form;
import qingshan.gateway.web.Visit;

/** The texts of these pages. */
public final class RunTexts {
    static final String HERE = "/runs";

    private RunTexts() {}

    /** In a page's language. */
    public static Sentences of(Visit visit) {
        return visit.texts(RunTexts.class, "Runs");
    }

    /** A form with these texts. */
    static Form form(Visit visit, String name, String action) {
        return new Form(visit, RunTexts.class, "Runs", name, action, HERE);
    }
}
