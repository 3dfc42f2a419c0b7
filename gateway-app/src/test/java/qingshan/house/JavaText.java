package qingshan.house;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java source file.
 *
 * @param name its path from the root of the repository
 * @param text all of it
 */
record JavaText(String name, String text) {
    /** Text block, string, character, comment: whichever begins first swallows the others. */
    private static final Pattern NOT_CODE = Pattern.compile(
            "\"\"\"(?s:(?:\\\\.|.)*?)\"\"\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'|/\\*(?s:.*?)\\*/|//[^\\n]*");

    /** The source with comments gone and literals emptied; every line keeps its number. */
    static String codeOf(String source) {
        return NOT_CODE.matcher(source).replaceAll(found -> {
            String lines = found.group().replaceAll("[^\\n]", "");
            return Matcher.quoteReplacement(found.group().startsWith("/") ? lines : "\"\"" + lines);
        });
    }

    /** The number of the line, from 1, in which a character stands. */
    static long lineOf(String text, int index) {
        return text.substring(0, index).chars().filter(c -> c == '\n').count() + 1;
    }
}
