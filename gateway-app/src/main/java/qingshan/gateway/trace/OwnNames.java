package qingshan.gateway.trace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import qingshan.gateway.Trouble;
import qingshan.gateway.home.Secrets;
import qingshan.gateway.label.LabelException;
import qingshan.gateway.label.Serial;
import qingshan.gateway.label.SerialMaker;
import qingshan.rules.value.RecordName;

/** The numbers that imports left in schema {@code own}, and the serials that were made for labels. */
public final class OwnNames implements Names {
    private final Connection connection;

    private OwnNames(Connection connection) {
        this.connection = connection;
    }

    /** Reads from the organization's database. */
    public static OwnNames open(DataSource source) {
        try {
            return new OwnNames(source.getConnection());
        } catch (SQLException e) {
            throw TraceException.of("database", e, Trouble.of(e));
        }
    }

    @Override
    public List<String> cards(String number) {
        List<String> ids = new ArrayList<>();
        read("SELECT id, number FROM own.card WHERE number = ANY (?)", List.of(number), (id, _) -> ids.add(id));
        return ids;
    }

    @Override
    public Map<String, String> numbers(Collection<String> ids) {
        Map<String, String> numbers = new HashMap<>();
        read("SELECT id, number FROM own.card WHERE id = ANY (?)", ids, numbers::put);
        read("SELECT id, number FROM own.plot WHERE id = ANY (?)", ids, numbers::put);
        return numbers;
    }

    @Override
    public Optional<String> pack(String code) {
        Serial serial;
        try {
            serial = code.length() == Serial.LENGTH ? Serial.parse(code) : Serial.typed(code);
        } catch (LabelException e) {
            return Optional.empty();
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT p.record, s.index FROM own.serial s JOIN own.packing p ON p.id = s.packing WHERE s.head = ?")) {
            select.setLong(1, serial.head());
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                // the head has all bits of the serial but the last
                SerialMaker maker = new SerialMaker(Secrets.of(connection, Secrets.MARKET));
                return maker.serial(new RecordName(row.getString(1)), row.getLong(2))
                                .equals(serial)
                        ? Optional.of(row.getString(1) + "#" + row.getLong(2))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw TraceException.of("database", e, Trouble.of(e));
        }
    }

    private interface Each {
        void take(String id, String number);
    }

    private void read(String sql, Collection<String> values, Each each) {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("text", values.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    each.take(row.getString(1), row.getString(2));
                }
            }
        } catch (SQLException e) {
            throw TraceException.of("database", e, Trouble.of(e));
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw TraceException.of("database", e, Trouble.of(e));
        }
    }
}
