package qingshan.proof;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import qingshan.proof.offence.Offence;
import qingshan.proof.pack.PackVerdict;

/**
 * What an audit found. Private amounts are never part of an export: they are not checked.
 *
 * @param verdict what it comes to
 * @param head the hash of the last block's header, hexadecimal; empty when not even block 0 could be read
 * @param knownBlock the block whose head the asker knew, or -1 when the asker gave none
 * @param rootsTrusted whether the asker gave roots and the channel has no others
 * @param signaturesChecked whether signatures were verified, which every audit but a measurement does
 * @param packs what it says of each pack whose proof the asker gave, in order
 * @param counts how much was read
 * @param unjudged how many envelopes had no effect for a reason that cannot be worked out again, by Fabric's name of it
 * @param offence the first offence, or null
 */
public record AuditResult(
        Verdict verdict,
        String head,
        long knownBlock,
        boolean rootsTrusted,
        boolean signaturesChecked,
        List<PackVerdict> packs,
        Counts counts,
        SortedMap<String, Long> unjudged,
        @Nullable Offence offence) {
    /** Whether nothing is wrong with the export, and each pack is proven. */
    public boolean isGood() {
        return offence == null && packs.stream().allMatch(pack -> pack.flaw() == null);
    }

    /**
     * How much an audit read.
     *
     * @param blocks blocks
     * @param transactions transactions, the channel's configuration not counted
     * @param invalid transactions of those that had no effect, as their flags say and the replay shows
     * @param events domain events of valid transactions
     * @param signatures signatures verified, of organizations and holders
     * @param keys keys of the state at the end
     */
    public record Counts(long blocks, long transactions, long invalid, long events, long signatures, long keys) {}
}
