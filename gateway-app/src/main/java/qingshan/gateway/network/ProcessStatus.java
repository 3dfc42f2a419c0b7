package qingshan.gateway.network;

import java.time.Duration;

/**
 * How one process of a network does.
 *
 * @param service {@code peer0.trade}
 * @param begun whether it is to run by now; otherwise the command that brings it up has not come so far, or broke off before
 * @param pid its number; 0 if it does not run
 * @param up how long it has run
 * @param starts how often it was started since the network came up
 * @param address where it listens
 * @param residentBytes memory that it holds; 0 if that cannot be told here
 * @param blocks of a peer's ledger; -1 for what is no peer, or for one that does not say
 * @param silent whether it is a peer that runs, and does not answer
 */
public record ProcessStatus(
        String service,
        boolean begun,
        long pid,
        Duration up,
        int starts,
        String address,
        long residentBytes,
        long blocks,
        boolean silent) {
    /** Whether it runs, and answers as far as it can be asked. */
    public boolean isWell() {
        return runs() && !silent;
    }

    /** Whether it runs. */
    public boolean runs() {
        return pid != 0;
    }
}
