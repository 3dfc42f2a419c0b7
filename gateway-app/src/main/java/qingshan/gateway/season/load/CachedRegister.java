package qingshan.gateway.season.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.season.Kinds;
import qingshan.gateway.season.Register;
import qingshan.gateway.season.Row;
import qingshan.gateway.season.SeasonTable;
import qingshan.rules.party.PartyKind;

/** The parties and products of a run, as they are staged. The most used are kept in memory, a bounded number. */
final class CachedRegister implements Register, AutoCloseable {
    private static final int CACHED_MAX = 50_000;

    private final PreparedStatement select;
    private final Map<String, Optional<PartyKind>> kinds = new Newest<>();
    private final Map<String, Optional<Product>> products = new Newest<>();

    CachedRegister(Connection connection, byte[] run) throws SQLException {
        select = connection.prepareStatement(
                "SELECT fields FROM own.season_row WHERE run = ? AND tab = ? AND number = ? ORDER BY line LIMIT 1");
        select.setBytes(1, run);
    }

    @Override
    public @Nullable PartyKind kind(String card) {
        return kinds.computeIfAbsent(
                        card, number -> find(SeasonTable.PARTIES, number).map(row -> Kinds.of(row.field("kind"))))
                .orElse(null);
    }

    @Override
    public @Nullable Product product(String gtin) {
        return products.computeIfAbsent(
                        gtin,
                        number -> find(SeasonTable.PRODUCTS, number)
                                .map(row -> new Product(row.field("factory"), row.whole("netGrams"))))
                .orElse(null);
    }

    @Override
    public void close() throws SQLException {
        select.close();
    }

    private Optional<Row> find(SeasonTable table, String number) {
        if (number.isEmpty()) {
            return Optional.empty();
        }
        try {
            select.setInt(2, Section.of(table).code());
            select.setString(3, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Row(table, 0, StoredRow.split(row.getString(1))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new SqlFailure(e);
        }
    }

    /** Forgets what was not asked for the longest. */
    private static final class Newest<V> extends LinkedHashMap<String, V> {
        private static final long serialVersionUID = 1L;

        Newest() {
            super(1024, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > CACHED_MAX;
        }
    }
}
