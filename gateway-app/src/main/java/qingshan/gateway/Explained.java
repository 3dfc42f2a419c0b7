package qingshan.gateway;

import java.util.Locale;

/**
 * What a failure says to the person who meets it. An exception with this interface is an expected way to fail: a command
 * prints the sentence and ends with exit code 1, without a stack trace.
 */
public interface Explained {
    /**
     * One sentence: what could not be done, and what to do about it.
     *
     * @param locale {@link Locale#ENGLISH} or {@link Locale#CHINESE}
     */
    String sentence(Locale locale);
}
