package qingshan.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import qingshan.gateway.pack.Labelling;
import qingshan.gateway.scan.Shop;
import qingshan.rules.pack.Stretch;
import qingshan.rules.value.RecordName;

/** The addresses that {@code up} prints. */
class DemoPagesTest {
    private static final Map<String, String> FIRST_LINES = Map.of(
            "order", "有记录，未见异常",
            "recalled", "已召回",
            "not-dispatched", "标签未启用",
            "unknown", "查无此码",
            "malformed", "这不是一包茶的查询地址");

    @Test
    void each_address_shows_what_it_is_said_to_show_and_a_state_that_nothing_is_in_is_left_out() {
        try (Shop shop = new Shop()) {
            DemoPages pages = shop.gateway.bean(DemoPages.class);
            Labelling labelling = shop.gateway.bean(Labelling.class);
            assertThat(pages.now()).as("nothing is labelled").isEmpty();

            RecordName first = shop.runs().getFirst();
            RecordName second = shop.runs().getLast();
            labelling.issue(shop.clerk, first, 3);
            labelling.dispatch(shop.clerk, first, List.of(new Stretch(1, 2)));
            shows(shop, "order", "not-dispatched", "unknown", "malformed");

            labelling.issue(shop.clerk, second, 2);
            shop.recalled(first);
            shows(shop, "recalled", "not-dispatched", "unknown", "malformed");

            labelling.dispatch(shop.clerk, second, List.of(new Stretch(1, 2)));
            shows(shop, "order", "recalled", "unknown", "malformed");
        }
    }

    private static void shows(Shop shop, String... kinds) {
        List<DemoPage> pages = shop.gateway.bean(DemoPages.class).now();
        assertThat(pages).extracting(DemoPage::kind).containsExactly(kinds);
        for (DemoPage page : pages) {
            assertThat(shop.gateway.get(page.path(), "Accept-Language", "zh").body())
                    .as(page.kind())
                    .contains(FIRST_LINES.get(page.kind()));
        }
    }
}
