package qingshan.gateway.inspector;

import qingshan.gateway.Sentences;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.trace.TraceText;
import qingshan.gateway.web.Language;
import qingshan.gateway.web.Visit;

/** The texts of these pages. */
public final class InspectorTexts {
    private static final String BUNDLE = "Inspector";

    private InspectorTexts() {}

    /** In a page's language. */
    public static Sentences of(Visit visit) {
        return of(visit.language());
    }

    /** In a language, whatever the page's. */
    public static Sentences of(Language language) {
        return Sentences.of(InspectorTexts.class, BUNDLE, language.locale());
    }

    /** Kinds of records, standings and verdicts, in the words of traces. */
    public static Sentences trace(Visit visit) {
        return trace(visit.language());
    }

    /** The same in a language, whatever the page's. */
    public static Sentences trace(Language language) {
        return Sentences.of(TraceText.class, "Trace", language.locale());
    }

    /** A verdict to choose. */
    static Field.Choice verdict(Visit visit, String word) {
        return new Field.Choice(word, trace(visit).say("verdict." + word));
    }

    /** A form with these texts. */
    static Form form(Visit visit, String name, String action, String here) {
        return new Form(visit, InspectorTexts.class, BUNDLE, name, action, here);
    }
}
