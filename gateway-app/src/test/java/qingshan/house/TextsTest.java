package qingshan.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is said in one language is said in the other. */
class TextsTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d+");

    static Stream<String> english_texts() {
        return Repository.files("gateway-app/src/main/resources/qingshan").stream()
                .filter(file -> file.endsWith(".properties") && !file.endsWith("_zh.properties"));
    }

    @ParameterizedTest
    @MethodSource("english_texts")
    void each_sentence_stands_in_both_languages_with_the_same_places_in_it(String english) throws IOException {
        String chinese = english.replace(".properties", "_zh.properties");
        assertThat(places(chinese)).isEqualTo(places(english));
    }

    /** From key to the arguments that its sentence uses. */
    private static Map<String, Set<String>> places(String file) throws IOException {
        Properties texts = new Properties();
        texts.load(new StringReader(Repository.text(file)));
        Map<String, Set<String>> places = new TreeMap<>();
        texts.forEach((key, sentence) -> places.put(
                key.toString(),
                PLACE.matcher(sentence.toString())
                        .results()
                        .map(MatchResult::group)
                        .collect(Collectors.toCollection(TreeSet::new))));
        return places;
    }
}
