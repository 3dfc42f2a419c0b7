package qingshan.gateway.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Chinese names in Latin letters (Hanyu Pinyin, GB/T 28039 without tones): a reading aid beside the name, never in its place.
 * Each character has its most usual reading; where a name is read otherwise the aid is wrong and the name is right.
 */
public final class Pinyin {
    private static final Map<Integer, String> SYLLABLES = read();
    /** Of those that end a place's name and are written apart. */
    private static final String KINDS_OF_PLACE = "村镇乡县市区";

    private static final List<String> COMMON = List.of(
            "农产品", "合作社", "茶业", "茶叶", "茶厂", "茶青", "专业", "有限", "责任", "公司", "市场", "农业", "科技", "发展", "质量", "安全", "检验",
            "检测", "中心", "集团", "股份", "食品");
    /** A person's name as most are: one character for the family and two of one's own. */
    private static final int PERSON_MAX = 3;

    private Pinyin() {}

    /** A village, a person, an enterprise or a word; empty if nothing in it can be read. */
    public static String of(String name) {
        List<String> words = new ArrayList<>();
        int length = name.codePointCount(0, name.length());
        if (length > 1 && KINDS_OF_PLACE.indexOf(name.charAt(name.length() - 1)) >= 0) {
            words.add(word(name.substring(0, name.length() - 1)));
            words.add(word(name.substring(name.length() - 1)));
        } else if (length == PERSON_MAX && COMMON.stream().noneMatch(name::contains)) {
            int family = name.offsetByCodePoints(0, 1);
            words.add(word(name.substring(0, family)));
            words.add(word(name.substring(family)));
        } else {
            apart(name).forEach(part -> words.add(word(part)));
        }
        words.removeIf(String::isEmpty);
        return String.join(" ", words);
    }

    /** An enterprise's name comes apart before and behind the words that many of them have. */
    private static List<String> apart(String name) {
        List<String> parts = new ArrayList<>();
        StringBuilder own = new StringBuilder();
        for (int i = 0; i < name.length(); ) {
            int at = i;
            String common = COMMON.stream()
                    .filter(word -> name.startsWith(word, at))
                    .findFirst()
                    .orElse("");
            if (common.isEmpty()) {
                own.append(name.charAt(i++));
            } else {
                parts.add(own.toString());
                own.setLength(0);
                parts.add(common);
                i += common.length();
            }
        }
        parts.add(own.toString());
        return parts;
    }

    /** One word of several characters; before a, o and e an apostrophe keeps syllables apart. */
    private static String word(String characters) {
        StringBuilder word = new StringBuilder();
        characters.codePoints().forEach(c -> {
            String syllable = SYLLABLES.getOrDefault(c, c < 128 ? Character.toString(c) : "");
            if (!word.isEmpty() && !syllable.isEmpty() && "aoe".indexOf(syllable.charAt(0)) >= 0) {
                word.append('’');
            }
            word.append(syllable);
        });
        if (!word.isEmpty()) {
            word.setCharAt(0, Character.toUpperCase(word.charAt(0)));
        }
        return word.toString();
    }

    /** The table: a syllable, a space and its characters on each line. {@code v} stands for ü. */
    private static Map<Integer, String> read() {
        try (InputStream in = Pinyin.class.getResourceAsStream("pinyin.txt")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file pinyin.txt");
            }
            Map<Integer, String> syllables = new HashMap<>(32_768);
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int space = line.indexOf(' ');
                String syllable = line.substring(0, space).replace('v', 'ü');
                line.substring(space + 1).codePoints().forEach(c -> syllables.put(c, syllable));
            });
            return syllables;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
