package qingshan.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is said in one language is said in the other. */
class TextsTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d+");
    /** The package of a file, below the gateway's own. */
    private static final Pattern FEATURE = Pattern.compile(".*/(?:qingshan/gateway|jte)/(.*)/[^/]+");

    private static final Pattern IMPORTED = Pattern.compile("import (qingshan\\.gateway\\.[\\w.]+Texts)\\b");
    /** A whole key, or either of two; {@code form.say} asks for keys that begin with the form's name. */
    private static final Pattern SAY =
            Pattern.compile("(?<!form)\\.say\\((?:[^\"]*\\? )?\"([^\"]+)\"(?: : \"([^\"]+)\")?\\s*[,)]");

    static Stream<String> english_texts() {
        return Repository.files("gateway-app/src/main/resources/qingshan").stream()
                .filter(file -> file.endsWith(".properties") && !file.endsWith("_zh.properties"));
    }

    @ParameterizedTest
    @MethodSource("english_texts")
    void each_sentence_stands_in_both_languages_with_the_same_places_in_it(String english) {
        String chinese = english.replace(".properties", "_zh.properties");
        assertThat(places(chinese)).isEqualTo(places(english));
    }

    @Test
    void each_sentence_that_is_asked_for_by_its_key_is_there() {
        List<String> askers = Repository.files("gateway-app/src/main").stream()
                .filter(file -> file.endsWith(".jte") || file.endsWith(".java"))
                .toList();
        assertThat(askers.stream().flatMap(TextsTest::askedInVain)).isEmpty();
        assertThat(askers.stream()
                        .mapToLong(file -> asked(Repository.text(file)).count())
                        .sum())
                .as("keys that this test found and looked up")
                .isGreaterThan(300);
    }

    /** Keys that stand in none of the texts beside the file, nor in those that it or its class of texts names. */
    private static Stream<String> askedInVain(String file) {
        String text = Repository.text(file);
        String naming = IMPORTED.matcher(text)
                .results()
                .map(found -> Repository.text(
                        "gateway-app/src/main/java/" + found.group(1).replace('.', '/') + ".java"))
                .collect(Collectors.joining("", text, ""));
        Set<String> keys = new TreeSet<>();
        english_texts()
                .filter(texts -> feature(texts).equals(feature(file))
                        || naming.contains("\"" + texts.replaceAll(".*/|\\.properties", "") + "\""))
                .forEach(texts -> keys.addAll(properties(texts).stringPropertyNames()));
        return asked(text).filter(key -> !keys.contains(key)).map(key -> file + ": " + key);
    }

    private static String feature(String file) {
        return FEATURE.matcher(file).replaceFirst("$1");
    }

    private static Stream<String> asked(String text) {
        return SAY.matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1), found.group(2)))
                .filter(Objects::nonNull);
    }

    private static Properties properties(String file) {
        Properties texts = new Properties();
        try {
            texts.load(new StringReader(Repository.text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    /** From key to the arguments that its sentence uses. */
    private static Map<String, Set<String>> places(String file) {
        Map<String, Set<String>> places = new TreeMap<>();
        properties(file)
                .forEach((key, sentence) -> places.put(
                        key.toString(),
                        PLACE.matcher(sentence.toString())
                                .results()
                                .map(MatchResult::group)
                                .collect(Collectors.toCollection(TreeSet::new))));
        return places;
    }
}
