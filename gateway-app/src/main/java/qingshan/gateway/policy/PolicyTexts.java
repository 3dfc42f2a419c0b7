package qingshan.gateway.policy;

import qingshan.gateway.Sentences;
import qingshan.gateway.web.Visit;

/** The texts of these pages. */
public final class PolicyTexts {
    private PolicyTexts() {}

    /** In a page's language. */
    public static Sentences of(Visit visit) {
        return visit.texts(PolicyTexts.class, "Policy");
    }
}
