package qingshan.proof.identity;

import org.hyperledger.fabric.protos.common.SignaturePolicy;

/** Evaluates a signature policy of Fabric: so many out of these, and each signer counts once. */
final class SignatureRule {
    private SignatureRule() {}

    /** Whether a signer is one that the policy speaks of, both by their places in their lists. */
    interface Speaks {
        boolean of(int principal, int signer);
    }

    /** @param signers how many signed */
    static boolean holds(SignaturePolicy rule, int principals, int signers, Speaks speaks) {
        return holds(rule, principals, new boolean[signers], speaks);
    }

    private static boolean holds(SignaturePolicy rule, int principals, boolean[] used, Speaks speaks) {
        if (rule.hasNOutOf()) {
            int held = 0;
            for (SignaturePolicy part : rule.getNOutOf().getRulesList()) {
                boolean[] tried = used.clone();
                if (holds(part, principals, tried, speaks)) {
                    held++;
                    System.arraycopy(tried, 0, used, 0, used.length);
                }
            }
            return held >= rule.getNOutOf().getN();
        }
        int principal = rule.getSignedBy();
        for (int i = 0; rule.hasSignedBy() && principal >= 0 && principal < principals && i < used.length; i++) {
            if (!used[i] && speaks.of(principal, i)) {
                used[i] = true;
                return true;
            }
        }
        return false;
    }
}
