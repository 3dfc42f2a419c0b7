package qingshan.contracts;

import org.hyperledger.fabric.shim.ChaincodeStub;
import org.hyperledger.fabric.shim.ledger.KeyValue;
import org.hyperledger.fabric.shim.ledger.QueryResultsIterator;
import org.jspecify.annotations.Nullable;
import qingshan.rules.state.State;

/** The state of one transaction, over Fabric's stub. Each call of a method here is one call of the peer. */
public final class StubState implements State {
    private final ChaincodeStub stub;
    private final @Nullable String collection;

    /** The public state. */
    public StubState(ChaincodeStub stub) {
        this(stub, null);
    }

    private StubState(ChaincodeStub stub, @Nullable String collection) {
        this.stub = stub;
        this.collection = collection;
    }

    @Override
    public byte @Nullable [] get(String key) {
        byte[] value = collection == null ? stub.getState(key) : stub.getPrivateData(collection, key);
        return value == null || value.length == 0 ? null : value;
    }

    @Override
    public void range(String from, String to, Visitor visitor) {
        QueryResultsIterator<KeyValue> rows =
                collection == null ? stub.getStateByRange(from, to) : stub.getPrivateDataByRange(collection, from, to);
        for (KeyValue row : rows) {
            if (!visitor.visit(row.getKey(), row.getValue())) {
                close(rows);
                return;
            }
        }
        // The peer closes what was read to its end, and all else when the transaction ends: to ask for it costs a call.
    }

    private static void close(QueryResultsIterator<KeyValue> rows) {
        try {
            rows.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("closing a range failed", e);
        }
    }

    @Override
    public void put(String key, byte[] value) {
        if (collection == null) {
            stub.putState(key, value);
        } else {
            stub.putPrivateData(collection, key, value);
        }
    }

    @Override
    public void delete(String key) {
        if (collection == null) {
            stub.delState(key);
        } else {
            stub.delPrivateData(collection, key);
        }
    }

    @Override
    public State collection(String name) {
        return new StubState(stub, name);
    }
}
