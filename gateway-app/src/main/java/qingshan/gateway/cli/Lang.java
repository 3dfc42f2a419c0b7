package qingshan.gateway.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The two languages that commands and reports speak, as {@code --lang} names them. */
@SuppressWarnings("MemberName") // picocli shows and reads the names as they stand
public enum Lang {
    /** English. */
    en(Locale.ENGLISH),
    /** Chinese. */
    zh(Locale.CHINESE);

    /** What the launcher found in the environment; Java itself forgets a locale that the machine has not installed. */
    static final String PROPERTY = "qingshan.lang";

    private final Locale locale;

    Lang(Locale locale) {
        this.locale = locale;
    }

    /** The locale to format with and to look texts up by. */
    public Locale locale() {
        return locale;
    }

    /**
     * The language to speak, known before the arguments are parsed, since what parsing complains about is said in it.
     * A value that is neither language is left for the parser to refuse.
     *
     * @param arguments the command line: the last {@code --lang} on it decides
     * @param environment what the launcher found, or null
     * @param machine decides where neither says anything
     */
    static Lang of(List<String> arguments, @Nullable String environment, Locale machine) {
        Lang chosen = named(environment == null ? machine.getLanguage() : environment);
        for (int i = 0; i < arguments.size() && !arguments.get(i).equals("--"); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("--lang=")) {
                chosen = named(argument.substring("--lang=".length()));
            } else if (argument.equals("--lang") && i + 1 < arguments.size()) {
                chosen = named(arguments.get(i + 1));
            }
        }
        return chosen;
    }

    private static Lang named(String name) {
        return name.startsWith("zh") ? zh : en;
    }
}
