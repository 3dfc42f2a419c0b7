package qingshan.gateway.web;

import io.micronaut.http.HttpRequest;
import java.util.Locale;

/** The language of a page: Chinese, or English for who asks for it. */
public enum Language {
    /** Chinese, which is first. */
    ZH(Locale.SIMPLIFIED_CHINESE, "zh-CN"),
    /** English. */
    EN(Locale.ENGLISH, "en");

    /** The cookie that remembers a reader's choice, and the parameter that makes it. */
    static final String NAME = "lang";

    private final Locale locale;
    private final String tag;

    Language(Locale locale, String tag) {
        this.locale = locale;
        this.tag = tag;
    }

    /** For texts and numbers. */
    public Locale locale() {
        return locale;
    }

    /** For HTML's {@code lang}. */
    public String tag() {
        return tag;
    }

    /** As the parameter and the cookie have it: {@code zh} or {@code en}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that the switch leads to. */
    public Language other() {
        return this == ZH ? EN : ZH;
    }

    /** What the address says, else what was chosen before, else what the browser prefers, else Chinese. */
    static Language of(HttpRequest<?> request) {
        String said = request.getParameters()
                .getFirst(NAME)
                .or(() -> request.getCookies().findCookie(NAME).map(cookie -> cookie.getValue()))
                .orElse("");
        for (Language language : values()) {
            if (language.code().equals(said)) {
                return language;
            }
        }
        return preferred(request.getHeaders().get("Accept-Language"));
    }

    private static Language preferred(@org.jspecify.annotations.Nullable String header) {
        if (header == null || header.length() > 200) {
            return ZH;
        }
        try {
            for (Locale.LanguageRange range : Locale.LanguageRange.parse(header)) {
                if (range.getRange().startsWith("zh")) {
                    return ZH;
                }
                if (range.getRange().startsWith("en")) {
                    return EN;
                }
            }
        } catch (IllegalArgumentException e) {
            return ZH;
        }
        return ZH;
    }
}
