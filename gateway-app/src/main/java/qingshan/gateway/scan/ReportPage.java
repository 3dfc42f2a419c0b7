package qingshan.gateway.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.web.Problem;

/**
 * The form in which a shopper says what is wrong with a pack.
 *
 * @param path of the pack
 * @param kind as it was chosen
 * @param words as they were typed
 * @param contact as it was typed
 * @param problems fields that cannot be taken as they are
 * @param trouble why it was not taken though nothing is wrong with it; else null
 */
public record ReportPage(
        String path,
        String kind,
        String words,
        String contact,
        List<String> problems,
        @Nullable Problem trouble) {
    /** What can be wrong with a pack. */
    public static final List<String> KINDS = List.of("copy", "opened", "quality", "facts", "other");
    /** Characters of the words. */
    public static final int WORDS_MAX = 500;
    /** Characters of how to reach who reports. */
    public static final int CONTACT_MAX = 64;

    /** An empty form. */
    static ReportPage blank(String path) {
        return new ReportPage(path, "", "", "", List.of(), null);
    }

    /** What was sent, and what is wrong with it. */
    static ReportPage of(String path, Map<String, String> sent) {
        String kind = sent.getOrDefault("kind", "");
        String words = text(sent, "words");
        String contact = text(sent, "contact");
        List<String> problems = new ArrayList<>();
        if (!KINDS.contains(kind)) {
            problems.add("kind");
        }
        if (words.isEmpty() || words.length() > WORDS_MAX || hasNul(sent, "words") || isBroken(words)) {
            problems.add("words");
        }
        if (contact.length() > CONTACT_MAX || hasNul(sent, "contact") || isBroken(contact)) {
            problems.add("contact");
        }
        return new ReportPage(path, kind, words, contact, problems, null);
    }

    /** The same, with why it was not taken. */
    ReportPage refused(Problem why) {
        return new ReportPage(path, kind, words, contact, problems, why);
    }

    /** As it can be shown and typed on: without the one character that no page and no database takes. */
    private static String text(Map<String, String> sent, String field) {
        return sent.getOrDefault(field, "").replace("\0", "").strip();
    }

    private static boolean hasNul(Map<String, String> sent, String field) {
        return sent.getOrDefault(field, "").indexOf('\0') >= 0;
    }

    /** Whether bytes came that are no text: what reads the form puts this character for each. */
    public static boolean isBroken(String typed) {
        return typed.indexOf('\uFFFD') >= 0;
    }

    /** Whether it was sent and not taken. */
    public boolean isRefused() {
        return trouble != null || !problems.isEmpty();
    }

    /** Under what a browser keeps what is typed, until it is taken. */
    public static String kept(String path) {
        return "report " + path;
    }

    /** Whether a field cannot be taken as it is. */
    public boolean wrong(String field) {
        return problems.contains(field);
    }
}
