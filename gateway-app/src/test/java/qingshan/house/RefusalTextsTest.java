package qingshan.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import qingshan.gateway.Explained;
import qingshan.gateway.Sentences;
import qingshan.gateway.ledger.Refusals;
import qingshan.rules.Code;

/** What commands say of a refusal is what its document says, in both languages. */
class RefusalTextsTest {
    private static final String TEXTS = "gateway-app/src/main/resources/qingshan/gateway/Refusals.properties";

    /** The cells of the document's tables, by code. */
    private static Map<String, String[]> document() {
        Map<String, String[]> rows = new TreeMap<>();
        Repository.text("docs/reference/refusals.md")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\s*\\|\\s*", -1))
                .forEach(cells -> rows.put(cells[1].replace("`", ""), cells));
        return rows;
    }

    static Stream<String> codes() {
        return document().keySet().stream();
    }

    @Test
    void every_code_of_the_rules_and_of_the_ledger_is_explained() throws IllegalAccessException {
        Set<String> codes = Arrays.stream(Code.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        for (Field field : Refusals.class.getFields()) {
            codes.add(String.valueOf(field.get(null)));
        }
        assertThat(document().keySet()).isEqualTo(codes);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void the_sentences_are_those_of_the_document(String code) {
        String[] row = Objects.requireNonNull(document().get(code));
        Sentences english = Sentences.of(Explained.class, "Refusals", Locale.ENGLISH);
        Sentences chinese = Sentences.of(Explained.class, "Refusals", Locale.CHINESE);
        assertThat(english.say(code)).isEqualTo(row[2]);
        assertThat(english.say(code + ".cure")).isEqualTo(row[3]);
        assertThat(chinese.say(code)).isEqualTo(row[4]);
        assertThat(chinese.say(code + ".cure")).isEqualTo(row[5]);
    }

    @Test
    void no_sentence_is_left_over() throws IOException {
        Properties texts = new Properties();
        texts.load(new StringReader(Repository.text(TEXTS)));
        assertThat(texts.stringPropertyNames().stream()
                        .map(key -> key.replace(".cure", ""))
                        .collect(Collectors.toSet()))
                .isEqualTo(document().keySet());
    }
}
