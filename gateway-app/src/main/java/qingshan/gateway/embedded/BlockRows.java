package qingshan.gateway.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.hyperledger.fabric.protos.ledger.rwset.TxPvtReadWriteSet;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.jspecify.annotations.Nullable;

/** Writes what a block changes, each table with one statement, whatever the number of rows. */
final class BlockRows {

    /**
     * A transaction of the block.
     *
     * @param tx its place, from 0
     */
    record Row(Endorsed transaction, int tx, TxValidationCode flag) {}

    private record SecretKey(String collection, Key key) implements Comparable<SecretKey> {

        @Override
        public int compareTo(SecretKey other) {
            int order = collection.compareTo(other.collection);
            return order != 0 ? order : key.compareTo(other.key);
        }
    }

    private final Connection connection;
    private final PreparedStatement block;
    private final PreparedStatement transactions;
    private final PreparedStatement put;
    private final PreparedStatement delete;
    private final PreparedStatement putSecret;
    private final PreparedStatement deleteSecret;
    private final PreparedStatement secrets;

    BlockRows(Connection connection) throws SQLException {
        this.connection = connection;
        block = connection.prepareStatement("INSERT INTO ledger.blocks (number, hash, block) VALUES (?, ?, ?)");
        transactions = connection.prepareStatement("INSERT INTO ledger.transactions (block, tx_id, tx, flag)"
                + " SELECT ?, * FROM unnest(?::bytea[], ?::int[], ?::int[])");
        put = connection.prepareStatement("INSERT INTO ledger.state (block, key, value, tx)"
                + " SELECT ?, * FROM unnest(?::bytea[], ?::bytea[], ?::int[])"
                + " ON CONFLICT (key) DO UPDATE SET value = excluded.value, block = excluded.block, tx = excluded.tx");
        delete = connection.prepareStatement("DELETE FROM ledger.state WHERE key = ANY (?)");
        putSecret = connection.prepareStatement("INSERT INTO ledger.private_state (block, collection, key, value, tx)"
                + " SELECT ?, * FROM unnest(?::text[], ?::bytea[], ?::bytea[], ?::int[]) ON CONFLICT (collection, key)"
                + " DO UPDATE SET value = excluded.value, block = excluded.block, tx = excluded.tx");
        deleteSecret = connection.prepareStatement("DELETE FROM ledger.private_state AS state"
                + " USING unnest(?::text[], ?::bytea[]) AS gone (collection, key)"
                + " WHERE state.collection = gone.collection AND state.key = gone.key");
        secrets = connection.prepareStatement("INSERT INTO ledger.private_writes (block, tx, writes)"
                + " SELECT ?, * FROM unnest(?::int[], ?::bytea[])");
    }

    void write(Blocks.Made made, List<Row> rows) throws SQLException {
        block.setLong(1, made.number());
        block.setBytes(2, made.hash().toByteArray());
        block.setBytes(3, made.bytes().toByteArray());
        block.executeUpdate();

        // A copy of a transaction is in the block, but its id stays with the first one.
        List<Row> named = rows.stream()
                .filter(row -> row.flag() != TxValidationCode.DUPLICATE_TXID)
                .toList();
        if (!named.isEmpty()) {
            transactions.setLong(1, made.number());
            set(
                    transactions,
                    2,
                    "bytea",
                    named.stream()
                            .map(row ->
                                    HexFormat.of().parseHex(row.transaction().txId()))
                            .toArray(byte[][]::new));
            set(transactions, 3, "int4", named.stream().map(Row::tx).toArray());
            set(
                    transactions,
                    4,
                    "int4",
                    named.stream().map(row -> row.flag().getNumber()).toArray());
            transactions.executeUpdate();
        }
        List<Row> valid = rows.stream()
                .filter(row -> row.flag() == TxValidationCode.VALID)
                .toList();
        writeState(made.number(), valid);
        writeSecretState(made.number(), valid);
        writeSecrets(made.number(), valid);
    }

    private void writeState(long number, List<Row> valid) throws SQLException {
        TreeMap<Key, Row> last = new TreeMap<>();
        valid.forEach(row -> row.transaction().set().writes().keySet().forEach(key -> last.put(key, row)));
        List<byte[]> keys = new ArrayList<>(last.size());
        List<byte[]> values = new ArrayList<>(last.size());
        List<Integer> places = new ArrayList<>(last.size());
        List<byte[]> gone = new ArrayList<>();
        last.forEach((key, row) -> {
            byte[] value = row.transaction().set().written(key);
            if (value.length == 0) {
                gone.add(key.bytes());
            } else {
                keys.add(key.bytes());
                values.add(value);
                places.add(row.tx());
            }
        });
        if (!keys.isEmpty()) {
            put.setLong(1, number);
            set(put, 2, "bytea", keys.toArray(byte[][]::new));
            set(put, 3, "bytea", values.toArray(byte[][]::new));
            set(put, 4, "int4", places.toArray());
            put.executeUpdate();
        }
        if (!gone.isEmpty()) {
            set(delete, 1, "bytea", gone.toArray(byte[][]::new));
            delete.executeUpdate();
        }
    }

    private void writeSecretState(long number, List<Row> valid) throws SQLException {
        TreeMap<SecretKey, Row> last = new TreeMap<>();
        for (Row row : valid) {
            for (CollectionSet collection : row.transaction().set().collections()) {
                collection.writes().keySet().forEach(key -> last.put(new SecretKey(collection.name(), key), row));
            }
        }
        List<SecretKey> keys = new ArrayList<>(last.size());
        List<byte[]> values = new ArrayList<>(last.size());
        List<Integer> places = new ArrayList<>(last.size());
        List<SecretKey> gone = new ArrayList<>();
        last.forEach((key, row) -> {
            byte[] value = row.transaction().set().collection(key.collection).written(key.key);
            if (value.length == 0) {
                gone.add(key);
            } else {
                keys.add(key);
                values.add(value);
                places.add(row.tx());
            }
        });
        if (!keys.isEmpty()) {
            putSecret.setLong(1, number);
            setKeys(putSecret, 2, keys);
            set(putSecret, 4, "bytea", values.toArray(byte[][]::new));
            set(putSecret, 5, "int4", places.toArray());
            putSecret.executeUpdate();
        }
        if (!gone.isEmpty()) {
            setKeys(deleteSecret, 1, gone);
            deleteSecret.executeUpdate();
        }
    }

    private void setKeys(PreparedStatement statement, int index, List<SecretKey> keys) throws SQLException {
        set(statement, index, "text", keys.stream().map(SecretKey::collection).toArray());
        set(
                statement,
                index + 1,
                "bytea",
                keys.stream().map(key -> key.key.bytes()).toArray(byte[][]::new));
    }

    private void writeSecrets(long number, List<Row> valid) throws SQLException {
        List<Row> secret =
                valid.stream().filter(row -> row.transaction().secret() != null).toList();
        if (!secret.isEmpty()) {
            secrets.setLong(1, number);
            set(secrets, 2, "int4", secret.stream().map(Row::tx).toArray());
            set(
                    secrets,
                    3,
                    "bytea",
                    secret.stream()
                            .map(row -> bytes(row.transaction().secret()))
                            .toArray(byte[][]::new));
            secrets.executeUpdate();
        }
    }

    private static byte[] bytes(@Nullable TxPvtReadWriteSet secret) {
        return secret == null ? new byte[0] : secret.toByteArray();
    }

    private void set(PreparedStatement statement, int index, String type, Object[] values) throws SQLException {
        statement.setArray(index, connection.createArrayOf(type, values));
    }
}
