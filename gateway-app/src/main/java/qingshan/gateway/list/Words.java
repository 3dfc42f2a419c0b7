package qingshan.gateway.list;

import qingshan.gateway.Sentences;

/** The ledger's codes in the words of the reader's language. */
final class Words {
    private Words() {}

    /** The word of a code, or the code: it may have come with a newer ledger. */
    static String of(Sentences texts, String code) {
        String key = "word." + code;
        return texts.bundle().containsKey(key) ? texts.say(key) : code;
    }
}
