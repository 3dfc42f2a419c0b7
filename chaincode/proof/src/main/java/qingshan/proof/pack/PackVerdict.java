package qingshan.proof.pack;

import org.jspecify.annotations.Nullable;
import qingshan.rules.lot.Hold;

/**
 * What an export says of a pack.
 *
 * @param proof which was checked
 * @param flaw why it is not proven, or null when it is
 * @param dispatched whether the pack has left the packer
 * @param hold whether its run is held back
 */
public record PackVerdict(PackProof proof, @Nullable Flaw flaw, boolean dispatched, Hold hold) {}
