package qingshan.gateway.embedded;

import java.sql.SQLException;
import org.hyperledger.fabric.contract.ContractRuntimeException;

/** The database could not be read. A contract that catches it has only fooled itself: its transaction is not endorsed. */
final class ReadFailed extends ContractRuntimeException {

    private static final long serialVersionUID = 1L;

    ReadFailed(SQLException cause) {
        super("cannot read the ledger", cause);
    }
}
