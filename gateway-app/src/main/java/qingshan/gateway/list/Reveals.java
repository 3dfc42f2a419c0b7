package qingshan.gateway.list;

import jakarta.inject.Singleton;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.WebRefusal;

/** Shows the whole of what lists mask, to one member of staff, who is remembered for it. */
@Singleton
public final class Reveals {
    private final Db db;
    private final ListReader reader;

    Reveals(Db db, ListReader reader) {
        this.db = db;
        this.reader = reader;
    }

    /**
     * The whole value. It is in the log before it is shown.
     *
     * @param id of the row
     * @param field a masked column
     * @throws WebRefusal NOT_FOUND if there is no such row, or nothing in that field
     */
    public String reveal(Staff staff, Listing list, String id, String field) {
        Column column = list.column(field)
                .filter(c -> c.type() == ColumnType.MASKED)
                .orElseThrow(() -> WebRefusal.badValue("field", "not a masked member of this list"));
        String whole = reader.whole(list, id, column).orElseThrow(WebRefusal::notFound);
        db.update(
                "INSERT INTO own.revealed (staff, list, id, field) VALUES (?, ?, ?, ?)",
                staff.name(),
                list.name(),
                id,
                field);
        return whole;
    }
}
