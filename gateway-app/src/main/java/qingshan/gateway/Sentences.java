package qingshan.gateway;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one package in one language, from {@code NAME.properties} (English) and {@code NAME_zh.properties}. A
 * sentence is a {@link MessageFormat} pattern: {@code {0}} stands for the first argument, an apostrophe is doubled.
 */
public final class Sentences {
    private final Locale locale;
    private final ResourceBundle texts;

    private Sentences(Locale locale, ResourceBundle texts) {
        this.locale = locale;
        this.texts = texts;
    }

    /**
     * The texts beside a class.
     *
     * @param beside a class in the package of the texts
     * @param name the file's name without language and ending
     * @param locale the reader's language; anything but Chinese reads English
     * @throws java.util.MissingResourceException when there is no such file
     */
    public static Sentences of(Class<?> beside, String name, Locale locale) {
        // Without fallback to the machine's own language: what was asked for decides.
        var control = ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
        return new Sentences(locale, ResourceBundle.getBundle(beside.getPackageName() + "." + name, locale, control));
    }

    /**
     * The sentence of a key with its arguments put in; numbers are written as this language writes them, and what is
     * {@link Explained} in this language.
     *
     * @throws java.util.MissingResourceException when the texts do not have the key
     */
    public String say(String key, @Nullable Object... arguments) {
        Object[] said = Arrays.stream(arguments)
                .map(argument -> argument instanceof Explained explained ? explained.sentence(locale) : argument)
                .toArray();
        return new MessageFormat(texts.getString(key), locale).format(said);
    }

    /** The language of these texts. */
    public Locale locale() {
        return locale;
    }

    /** The texts themselves, for a library that looks keys up on its own. */
    public ResourceBundle bundle() {
        return texts;
    }
}
