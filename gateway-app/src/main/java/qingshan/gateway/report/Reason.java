package qingshan.gateway.report;

import qingshan.gateway.Sentences;
import qingshan.rules.Code;

/** What to do about a refusal, in the reader's words. */
final class Reason {
    private Reason() {}

    static String cure(Sentences sentences, Code code) {
        String key = "cure." + code;
        return sentences.bundle().containsKey(key) ? sentences.say(key) : sentences.say("cure.other");
    }
}
