package qingshan.gateway.counter;

import qingshan.gateway.Sentences;
import qingshan.gateway.form.Form;
import qingshan.gateway.web.Visit;

/** The texts of these pages. */
public final class CounterTexts {
    private CounterTexts() {}

    /** In a page's language. */
    public static Sentences of(Visit visit) {
        return visit.texts(CounterTexts.class, "Counter");
    }

    /** A form with these texts, which leads back to the counter. */
    static Form form(Visit visit, String name) {
        return new Form(visit, CounterTexts.class, "Counter", name, "/counter/" + name, "/counter");
    }
}
