package qingshan.gateway.network.install;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import qingshan.gateway.Explained;
import qingshan.gateway.Sentences;

/**
 * A sentence of this package that is no failure, or a clause of one.
 *
 * @param key of the sentence in {@code Install.properties}
 * @param arguments of the sentence; numbers are shown as the language writes them
 */
record Said(String key, List<Object> arguments) implements Explained {
    static Said of(String key, Object... arguments) {
        return new Said(key, List.copyOf(Arrays.asList(arguments)));
    }

    @Override
    public String sentence(Locale locale) {
        return Sentences.of(Said.class, "Install", locale).say(key, arguments.toArray());
    }
}
