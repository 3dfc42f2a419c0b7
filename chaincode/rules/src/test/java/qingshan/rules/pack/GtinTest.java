package qingshan.rules.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.Code;
import qingshan.rules.testing.Refused;
import qingshan.rules.testing.Repository;

class GtinTest {
    private static final Pattern LINK = Pattern.compile("/01/([0-9]+)");
    private static final String VECTORS = "shared/data/digital-link/parse-dl-uri.json";

    /** The example of the GS1 General Specifications, and one of each length. */
    @ParameterizedTest
    @ValueSource(strings = {"6291041500213", "96385074", "036000291452", "4006381333931", "00012345600012", "00000000"})
    void a_number_with_its_check_digit_is_good(String gtin) {
        assertThat(Gtin.isGood(gtin)).isTrue();
        char last = gtin.charAt(gtin.length() - 1);
        for (char c = '0'; c <= '9'; c++) {
            String other = gtin.substring(0, gtin.length() - 1) + c;
            assertThat(Gtin.isGood(other)).isEqualTo(c == last);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "06291041500213, 6291041500213",
        "0036000291452, 036000291452",
        "00036000291452, 036000291452",
        "00000096385074, 96385074",
        "000096385074, 96385074",
        "00012345600012, 012345600012",
        "00000000000000, 00000000"
    })
    void the_same_number_with_more_zeros_is_refused(String gtin, String shortest) {
        assertThat(Gtin.isGood(gtin)).isTrue();
        assertThat(Gtin.shortest(gtin)).isEqualTo(shortest);
        assertThat(Gtin.shortest(shortest)).isEqualTo(shortest);
        Refused.of(Code.BAD_GTIN, "product.gtin", () -> Gtin.check(gtin, "product.gtin"));
        Gtin.check(shortest, "product.gtin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "629104150021",
                "62910415002133",
                "6291041500213 ",
                "629104150021x",
                "６２９１０４１５００２１３",
                "-6291041500213",
                "000000000",
                "0000000000",
                "00000000000",
                "000000000000000"
            })
    void anything_else_is_refused_by_name(String gtin) {
        assertThat(Gtin.isGood(gtin)).isFalse();
        Refused.of(Code.BAD_GTIN, "product.gtin", () -> Gtin.check(gtin, "product.gtin"));
    }

    /** The check-digit file of the same folder is about alphanumeric check pairs, which a GTIN does not have. */
    @Test
    void the_numbers_in_links_that_gs1_published_as_valid_are_good() throws IOException {
        Path file = published();
        Set<String> numbers = new TreeSet<>();
        for (Map<String, String> vector : read(file)) {
            Matcher link = LINK.matcher(vector.getOrDefault("uri", ""));
            if ("true".equals(vector.get("valid")) && link.find()) {
                numbers.add(link.group(1));
            }
        }
        assertThat(numbers).as("numbers in %s", file).hasSizeGreaterThan(4);
        for (String gtin : numbers) {
            for (int digit = 0; digit < 10; digit++) {
                String other = gtin.substring(0, gtin.length() - 1) + digit;
                assertThat(Gtin.isGood(other)).as(other).isEqualTo(other.equals(gtin));
            }
        }
    }

    private static Path published() {
        for (Path at = Repository.root(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(VECTORS))) {
                return at.resolve(VECTORS);
            }
        }
        return abort("skipped: no " + VECTORS
                + " above the repository, so the numbers in GS1's published links were not tried");
    }

    private static List<Map<String, String>> read(Path file) throws IOException {
        List<Map<String, String>> vectors = new ArrayList<>();
        try (JsonParser in = new JsonFactory().createParser(file.toFile())) {
            Map<String, String> vector = new HashMap<>();
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.START_OBJECT) {
                    vector = new HashMap<>();
                    vectors.add(vector);
                } else if (token == JsonToken.FIELD_NAME) {
                    String name = in.currentName();
                    in.nextToken();
                    vector.put(name, in.getText());
                }
            }
        }
        return vectors;
    }
}
