package qingshan.gateway.counter;

import qingshan.gateway.Sentences;
import qingshan.gateway.web.Visit;

/** The texts of these pages. */
public final class CounterTexts {
    private CounterTexts() {}

    /** In a page's language. */
    public static Sentences of(Visit visit) {
        return visit.texts(CounterTexts.class, "Counter");
    }
}
