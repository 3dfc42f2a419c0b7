package qingshan.gateway.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import qingshan.gateway.scan.Shop;
import qingshan.rules.value.Id;

/** Who a party is said to be, where a season's files and a registrar say different things. */
class NamesTest {
    @Test
    void an_import_tells_anew_who_somebody_is_but_where_a_registrar_corrected_it() throws IOException {
        try (Shop shop = new Shop()) {
            String corrected = party(shop, 0);
            String other = party(shop, 1);
            Path parties = shop.season.resolve("parties.csv");
            String files = Files.readString(parties)
                    .replace("," + name(shop, corrected) + ",", ",文件里的甲,")
                    .replace("," + name(shop, other) + ",", ",文件里的乙,");
            shop.gateway
                    .bean(Names.class)
                    .correct(shop.registrar, new Id(corrected), new Person("改过的名", "", "13900005678", ""));
            Files.writeString(parties, files);
            shop.bringIn();
            assertThat(name(shop, corrected)).isEqualTo("改过的名");
            assertThat(name(shop, other)).isEqualTo("文件里的乙");
        }
    }

    private static String party(Shop shop, int number) {
        return shop.gateway
                .db()
                .one("SELECT party FROM own.card ORDER BY party OFFSET " + number, row -> row.getString(1))
                .orElseThrow();
    }

    private static String name(Shop shop, String party) {
        return shop.gateway
                .db()
                .one("SELECT name FROM own.card WHERE party = ?", row -> row.getString(1), party)
                .orElseThrow();
    }
}
