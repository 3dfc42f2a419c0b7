package qingshan.gateway.party;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.List;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.party.Witnesses;
import qingshan.rules.value.Id;

/** The market of a member of staff, and its scales. */
@Singleton
public final class Markets {
    private final Db db;

    Markets(Db db) {
        this.db = db;
    }

    /**
     * The market of somebody's organization: one organization runs one market; a second one has a home of its own.
     *
     * @throws WebRefusal UNKNOWN_MARKET if none is registered
     */
    public Id of(Staff staff) {
        return db.one(
                        "SELECT market FROM read.market WHERE msp_id = ? ORDER BY name, market LIMIT 1",
                        row -> new Id(row.getString(1)),
                        staff.role().mspId())
                .orElseThrow(() -> WebRefusal.of(HttpStatus.UNPROCESSABLE_ENTITY, "UNKNOWN_MARKET", JsonObject.EMPTY));
    }

    /** Its name, as slips have it; empty if none is registered. */
    public String name(Staff staff) {
        return db.one(
                        "SELECT name FROM read.market WHERE msp_id = ? ORDER BY name, market LIMIT 1",
                        row -> row.getString(1),
                        staff.role().mspId())
                .orElse("");
    }

    /** Its scales in use, by name. */
    public List<String> scales(Staff staff) {
        return db.list(
                "SELECT s.scale FROM read.scale s JOIN read.market m ON m.market = s.market"
                        + " WHERE m.msp_id = ? AND NOT s.retired ORDER BY s.scale",
                row -> row.getString(1),
                staff.role().mspId());
    }

    /** The market's word for what a holder said in its presence; nothing was weighed. */
    public Witnesses word(Staff staff) {
        return new Witnesses(of(staff), null, List.of());
    }
}
