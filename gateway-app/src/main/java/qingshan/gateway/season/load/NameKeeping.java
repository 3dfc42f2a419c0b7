package qingshan.gateway.season.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import qingshan.gateway.season.Row;
import qingshan.gateway.season.SeasonTable;

/** Keeps who an id on the ledger is: printed numbers, names and places, which never leave the organization. */
final class NameKeeping {
    private static final int FETCH = 1_000;

    private final Connection connection;
    private final byte[] run;
    private final Ids ids;

    NameKeeping(Connection connection, byte[] run, Ids ids) {
        this.connection = connection;
        this.run = run.clone();
        this.ids = ids;
    }

    /** Keeps those of a staged run, but for whom a registrar corrected here; in the transaction that is under way. */
    void keep() throws SQLException {
        upsert(SeasonTable.PARTIES, """
                INSERT INTO own.card (id, number, party, kind, name, village, mobile, identity)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name,
                    village = excluded.village, mobile = excluded.mobile, identity = excluded.identity
                WHERE NOT EXISTS (SELECT 1 FROM own.former_person f WHERE f.party = card.party)""", (insert, row) -> {
            insert.setString(1, ids.card(row.number()).value());
            insert.setString(2, row.number());
            insert.setString(3, ids.party(row.number()).value());
            insert.setString(4, row.field("kind"));
            insert.setString(5, row.field("name"));
            insert.setString(6, row.field("village"));
            insert.setString(7, row.field("mobile"));
            insert.setString(8, row.field("identity"));
        });
        upsert(SeasonTable.PLOTS, """
                INSERT INTO own.plot (id, number, card, longitude, latitude) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET card = excluded.card, longitude = excluded.longitude,
                    latitude = excluded.latitude""", (insert, row) -> {
            insert.setString(1, ids.plot(row.number()).value());
            insert.setString(2, row.number());
            insert.setString(3, row.field("card"));
            insert.setString(4, row.field("longitude"));
            insert.setString(5, row.field("latitude"));
        });
    }

    private interface Values {
        void set(PreparedStatement insert, Row row) throws SQLException;
    }

    private void upsert(SeasonTable table, String sql, Values values) throws SQLException {
        try (PreparedStatement select = Sql.prepare(
                        connection,
                        "SELECT line, fields FROM own.season_row WHERE run = ? AND tab = ? ORDER BY line",
                        run,
                        Section.of(table).code());
                PreparedStatement insert = connection.prepareStatement(sql)) {
            select.setFetchSize(FETCH);
            int waiting = 0;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    values.set(insert, new Row(table, row.getLong(1), StoredRow.split(row.getString(2))));
                    insert.addBatch();
                    if (++waiting == FETCH) {
                        insert.executeBatch();
                        waiting = 0;
                    }
                }
            }
            insert.executeBatch();
        }
    }
}
