package qingshan.gateway.registrar;

import java.util.List;
import qingshan.gateway.Sentences;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.web.Visit;

/** The texts of these pages. */
public final class RegistrarTexts {
    static final String REGISTRAR = "registrar";
    static final String CLERK = "market-clerk";
    static final String VILLAGE = "village-officer";
    static final String TOWN = "town-officer";
    static final String COUNTY = "county-officer";

    private RegistrarTexts() {}

    /** In a page's language. */
    public static Sentences of(Visit visit) {
        return visit.texts(RegistrarTexts.class, "Registrar");
    }

    /** A form with these texts. */
    static Form form(Visit visit, String name, String action, String here) {
        return new Form(visit, RegistrarTexts.class, "Registrar", name, action, here);
    }

    /** The words of an enum to choose from. */
    static Field choice(Visit visit, String name, Enum<?>... constants) {
        return Field.choice(name, choices(visit, Field.words(constants)));
    }

    private static List<Field.Choice> choices(Visit visit, List<String> words) {
        Sentences texts = of(visit);
        return words.stream()
                .map(word -> new Field.Choice(word, texts.say("word." + word)))
                .toList();
    }

    /** The constant that the ledger writes so. */
    static <E extends Enum<E>> E read(Class<E> type, String word) {
        for (E constant : type.getEnumConstants()) {
            if (Field.words(constant).getFirst().equals(word)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("checked before: " + word);
    }
}
