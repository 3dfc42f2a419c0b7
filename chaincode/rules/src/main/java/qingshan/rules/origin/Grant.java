package qingshan.rules.origin;

import java.util.List;
import qingshan.rules.value.Basis;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;

/**
 * On what an entitlement rests, or will rest.
 *
 * @param plots the plots it counts
 * @param basis adopted, or approved (perhaps not yet by all)
 * @param approvals so far, in order
 */
public record Grant(List<Id> plots, Basis basis, List<Approval> approvals) {
    /**
     * One approval.
     *
     * @param level whose
     * @param mspId the approver's organization
     * @param at when it was recorded
     */
    public record Approval(ApprovalLevel level, String mspId, LedgerTime at) {}
}
