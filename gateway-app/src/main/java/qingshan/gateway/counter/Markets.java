package qingshan.gateway.counter;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.List;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.value.Id;

/** The market that a clerk's organization runs, and its scales. */
@Singleton
final class Markets {
    private final Db db;

    Markets(Db db) {
        this.db = db;
    }

    /**
     * The market for which a member of staff attests: the organization's; a second one has a home of its own.
     *
     * @throws WebRefusal UNKNOWN_MARKET if none is registered
     */
    Id of(Staff staff) {
        return db.one(
                        "SELECT market FROM read.market WHERE msp_id = ? ORDER BY name, market LIMIT 1",
                        row -> new Id(row.getString(1)),
                        staff.role().mspId())
                .orElseThrow(() -> WebRefusal.of(HttpStatus.UNPROCESSABLE_ENTITY, "UNKNOWN_MARKET", JsonObject.EMPTY));
    }

    /** Its name, as slips have it. */
    String name(Staff staff) {
        return db.one(
                        "SELECT name FROM read.market WHERE msp_id = ? ORDER BY name, market LIMIT 1",
                        row -> row.getString(1),
                        staff.role().mspId())
                .orElse("");
    }

    /** Its scales in use, by name. */
    List<String> scales(Staff staff) {
        return db.list(
                "SELECT s.scale FROM read.scale s JOIN read.market m ON m.market = s.market"
                        + " WHERE m.msp_id = ? AND NOT s.retired ORDER BY s.scale",
                row -> row.getString(1),
                staff.role().mspId());
    }

    /** Those of its scales whose driver sends what they weigh. */
    List<String> drivers(Staff staff) {
        return db.list(
                "SELECT d.scale FROM own.counter_driver d JOIN read.market m ON m.market = d.market"
                        + " WHERE m.msp_id = ? ORDER BY d.scale",
                row -> row.getString(1),
                staff.role().mspId());
    }
}
