package qingshan.gateway.counter;

import java.time.LocalDate;
import java.util.Optional;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.web.Show;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.Records;
import qingshan.rules.policy.SeasonPolicy;
import qingshan.rules.value.Name;

/**
 * The season of a day, as its newest policy says it.
 *
 * @param name such as 2026-spring
 * @param policy its document
 */
record Season(Name name, SeasonPolicy policy) {
    /** That of today, if there is one. */
    static Optional<Season> today(Db db) {
        return of(db, LocalDate.now(Show.ZONE));
    }

    /** That of a local day, if there is one. */
    static Optional<Season> of(Db db, LocalDate day) {
        return db
                .list(
                        "SELECT DISTINCT ON (name) name, document FROM read.policy WHERE kind = 'season'"
                                + " AND effective_from <= ? ORDER BY name, version DESC",
                        row -> new Season(
                                new Name(row.getString(1)),
                                Records.read(JsonParser.object(row.getString(2)), SeasonPolicy.class)),
                        day)
                .stream()
                .filter(season -> !LocalDate.parse(season.policy.from().value()).isAfter(day)
                        && !LocalDate.parse(season.policy.to().value()).isBefore(day))
                .findFirst();
    }
}
