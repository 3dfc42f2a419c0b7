package qingshan.gateway.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import qingshan.rules.value.Id;
import qingshan.rules.value.Name;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

class DigitalLinkTest {
    private static final String SET =
            "!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
    private static final Site SITE = Site.published("https://tea.example.cn");
    private static final String LINK = "https://tea.example.cn/01/06901234567892/10/P-0412/21/7KQ4MXW2PD3HR";
    /** A published link that names a product and nothing else, on a host such as we take. */
    private static final Pattern PRODUCT = Pattern.compile("https://[a-z0-9.]*[a-z0-9]/01/[0-9]+");

    private static final int LINKS = 20_000;
    private static final int GARBLED = 200_000;

    @Test
    void a_link_is_written_and_read() {
        DigitalLink link = new DigitalLink("6901234567892", "P-0412", "7KQ4MXW2PD3HR");
        assertThat(link.on(SITE)).isEqualTo(LINK);
        assertThat(DigitalLink.parse(LINK)).isEqualTo(link);
        assertThat(DigitalLink.parse(LINK.replace("P-", "%50%2d"))).isEqualTo(link);
        assertThat(DigitalLink.parse(LINK.replace("0690", "690"))).isEqualTo(link);
        assertThat(DigitalLink.parse("http://[::1]:8080" + link.path())).isEqualTo(link);
    }

    @Test
    void whatever_gs1_allows_comes_back_as_it_was() {
        SplittableRandom random = new SplittableRandom(82);
        assertThat(SET).hasSize(82);
        for (int i = 0; i < LINKS; i++) {
            DigitalLink link = new DigitalLink("96385074", some(random), some(random));
            assertThat(DigitalLink.parse(link.on(SITE))).isEqualTo(link);
            assertThat(link.path()).matches("/01/00000096385074/10/[A-Za-z0-9%._-]+/21/[A-Za-z0-9%._-]+");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LINK_SCHEME, HTTPS://a/01/06901234567892/10/P/21/S",
        "LINK_SCHEME, ftp://a/01/06901234567892/10/P/21/S",
        "LINK_SCHEME, //a/01/06901234567892/10/P/21/S",
        "LINK_SCHEME, ''",
        "LINK_HOST, https:///01/06901234567892/10/P/21/S",
        "LINK_HOST, https://Tea.example/01/06901234567892/10/P/21/S",
        "LINK_HOST, https://u:p@a/01/06901234567892/10/P/21/S",
        "LINK_HOST, https://a:0/01/06901234567892/10/P/21/S",
        "LINK_HOST, https://a:65536/01/06901234567892/10/P/21/S",
        "LINK_HOST, https://a:99999999999/01/06901234567892/10/P/21/S",
        "LINK_HOST, https://茶.cn/01/06901234567892/10/P/21/S",
        "LINK_HOST, https://a./01/06901234567892/10/P/21/S",
        "LINK_HOST, https://-a/01/06901234567892/10/P/21/S",
        "LINK_HOST, https://a%2e/01/06901234567892/10/P/21/S",
        "LINK_PATH, https://a",
        "LINK_PATH, https://a/",
        "LINK_PATH, https://a/01/06901234567892",
        "LINK_PATH, https://a/01/06901234567892/21/S",
        "LINK_PATH, https://a/01/06901234567892/21/S/10/P",
        "LINK_PATH, https://a/stem/01/06901234567892/10/P/21/S",
        "LINK_PATH, https://a/01/06901234567892/10/P/21/S/",
        "LINK_PATH, https://a/01/06901234567892/10/P/21/S/..",
        "LINK_PATH, https://a/gtin/06901234567892/lot/P/ser/S",
        "LINK_PATH, https://a/%30%31/06901234567892/10/P/21/S",
        "LINK_QUERY, https://a/01/06901234567892/10/P/21/S?",
        "LINK_QUERY, https://a/01/06901234567892/10/P/21/S?17=201225",
        "LINK_QUERY, https://a/01/06901234567892/10/P/21/S#x",
        "LINK_CODING, https://a/01/06901234567892/10/P%/21/S",
        "LINK_CODING, https://a/01/06901234567892/10/P%4/21/S",
        "LINK_CODING, https://a/01/06901234567892/10/P%4g/21/S",
        "LINK_CODING, https://a/01/06901234567892/10/P%４１/21/S",
        "LINK_CODING, https://a/01/06901234567892/10/批/21/S",
        "LINK_CODING, https://a/01/06901234567892/10/a b/21/S",
        "LINK_CODING, https://a/01/06901234567892/10/a\\b/21/S",
        "GTIN_FORM, https://a/01//10/P/21/S",
        "GTIN_FORM, https://a/01/69012345678/10/P/21/S",
        "GTIN_FORM, https://a/01/0690123456789X/10/P/21/S",
        "GTIN_FORM, https://a/01/006901234567892/10/P/21/S",
        "GTIN_CHECK, https://a/01/06901234567893/10/P/21/S",
        "GTIN_CHECK, https://a/01/690123456789/10/P/21/S",
        "LOT, https://a/01/06901234567892/10//21/S",
        "LOT, https://a/01/06901234567892/10/123456789012345678901/21/S",
        "LOT, https://a/01/06901234567892/10/../21/S",
        "LOT, https://a/01/06901234567892/10/%2e%2E/21/S",
        "LOT, https://a/01/06901234567892/10/%00/21/S",
        "LOT, https://a/01/06901234567892/10/%E6%89%B9/21/S",
        "SERIAL, https://a/01/06901234567892/10/P/21/",
        "SERIAL, https://a/01/06901234567892/10/P/21/.",
        "SERIAL, https://a/01/06901234567892/10/P/21/%7E",
        "SERIAL, https://a/01/06901234567892/10/P/21/123456789012345678901"
    })
    void each_fault_has_its_name(LabelFault fault, String link) {
        Refused.of(fault, () -> DigitalLink.parse(link));
    }

    @Test
    void what_is_very_long_is_not_looked_at() {
        Refused.of(LabelFault.LINK_LENGTH, () -> DigitalLink.parse(LINK + "9".repeat(1_000)));
        Refused.of(LabelFault.LINK_LENGTH, () -> DigitalLink.parsePath("/".repeat(1_000_000)));
    }

    @Test
    void whatever_comes_is_read_or_refused_by_name() {
        SplittableRandom random = new SplittableRandom(4);
        String alphabet = "/%:?#.[]0127AFaz\u0000 \ud83c茶" + SET;
        Set<LabelFault> seen = new HashSet<>();
        for (int i = 0; i < GARBLED; i++) {
            StringBuilder text = new StringBuilder(LINK);
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                int at = random.nextInt(text.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, c);
                    case 1 -> text.insert(at, c);
                    default -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 9)));
                }
            }
            try {
                DigitalLink read = DigitalLink.parse(text.toString());
                assertThat(DigitalLink.parse(read.on(SITE))).isEqualTo(read);
            } catch (LabelException e) {
                seen.add(e.fault());
            }
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void links_that_gs1_published_as_valid_give_the_same_number_and_those_of_other_parts_are_refused()
            throws IOException {
        int same = 0;
        for (Map<String, String> vector : Published.vectors("parse-dl-uri.json")) {
            String uri = vector.getOrDefault("uri", "");
            assertThat(refusedOrRead(uri)).as(uri).isEqualTo("refused"); // none has exactly our three parts
            Matcher product = PRODUCT.matcher(uri);
            if ("true".equals(vector.get("valid")) && product.matches()) {
                assertThat("^01" + DigitalLink.parse(uri + "/10/DEF/21/GHI").gtin())
                        .isEqualTo(vector.get("elementStringCaretFNC1"));
                same++;
            }
        }
        assertThat(same).isGreaterThanOrEqualTo(6);
    }

    @Test
    void links_that_gs1_generated_are_refused_or_written_the_same() throws IOException {
        int compared = 0;
        for (Map<String, String> vector : Published.vectors("generate-dl-uri.json")) {
            String uri = vector.getOrDefault("uri", "");
            Matcher lot =
                    Pattern.compile("\\(01\\)([0-9]{14}).*\\(10\\)([^(]+)").matcher(vector.get("bracketedAI"));
            if (lot.find() && uri.contains("/10/")) {
                String path = "/01/" + lot.group(1) + "/10/" + Set82.encode(lot.group(2));
                assertThat(uri.replace("/22/ABC", "")).contains(path);
                assertThat(DigitalLink.parsePath(path + "/21/GHI").lot()).isEqualTo(lot.group(2));
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(3);
    }

    @Test
    void characters_are_coded_as_gs1_codes_them() throws IOException {
        for (Map<String, String> vector : Published.vectors("uri-escape.json")) {
            String from = vector.getOrDefault("args0", "");
            String to = vector.getOrDefault("args1", "");
            boolean ours = !from.isEmpty() && from.chars().allMatch(c -> SET.indexOf(c) >= 0);
            if (vector.getOrDefault("op", "").equals("test_URIescape") && ours) {
                assertThat(Set82.encode(from)).isEqualTo(to);
                assertThat(Set82.decode(to)).isEqualTo(from);
            } else if (!from.contains("%") && ours) {
                assertThat(Set82.decode(from)).isEqualTo(to);
            }
        }
        assertThat(Set82.decode("A%4fB")).isEqualTo("AOB");
        assertThat(Set82.decode("%20AB")).isEqualTo(" AB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"R1", "2026-04-03/7(A)", "12345678901234567890"})
    void a_number_that_a_link_can_hold_is_the_lot(String number) {
        assertThat(LotCode.of(run(number))).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"包装-1", "123456789012345678901", "a b", "x~y", ".", ".."})
    void another_number_gets_a_lot_code_that_is_always_the_same(String number) {
        String code = LotCode.of(run(number));
        assertThat(code).matches("[2-9A-HJ-NP-Z]{13}").isEqualTo(LotCode.of(run(number)));
        assertThat(code).isNotEqualTo(LotCode.of(run(number + "'")));
        assertThatCode(() -> new DigitalLink("96385074", code, "S")).doesNotThrowAnyException();
    }

    @Test
    void a_run_without_a_number_of_its_own_gets_a_lot_code() {
        assertThat(LotCode.of(new RecordName("command/00000000-0000-4000-8000-000000000000")))
                .isEqualTo("T9HPHCZ49Q5YJ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://tea.example.cn", "https://a:8443", "https://192.0.2.1", "https://xn--fiq228c.cn"})
    void an_address_may_stand_on_labels(String base) {
        assertThat(Site.published(base).domain()).isEqualTo(base.substring("https://".length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tea.example.cn", "https://", "https://a/", "https://a/b", "https://A.cn", "https://a?b"})
    void another_address_may_not(String base) {
        Refused.of(LabelFault.SITE, () -> Site.published(base));
        Refused.of(LabelFault.SITE, () -> Site.sample(base));
    }

    @Test
    void only_samples_may_do_without_https() {
        Refused.of(LabelFault.SITE_SCHEME, () -> Site.published("http://tea.example.cn"));
        assertThat(Site.sample("http://127.0.0.1:8080").domain()).isEqualTo("127.0.0.1:8080");
    }

    private static String refusedOrRead(String uri) {
        try {
            return "read as " + DigitalLink.parse(uri);
        } catch (LabelException e) {
            return "refused";
        }
    }

    private static RecordName run(String number) {
        return RecordName.row(new Id("0".repeat(32)), new Name("2026-spring"), "packing", new Text(number));
    }

    private static String some(SplittableRandom random) {
        while (true) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(1, 21); i > 0; i--) {
                text.append(SET.charAt(random.nextInt(SET.length())));
            }
            if (!List.of(".", "..").contains(text.toString())) {
                return text.toString();
            }
        }
    }
}
