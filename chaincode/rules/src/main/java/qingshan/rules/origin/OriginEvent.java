package qingshan.rules.origin;

import java.util.List;
import qingshan.rules.Event;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Id;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;

/** What happened to plots, entitlements, certificates, inspections, freezes and recalls. */
public sealed interface OriginEvent extends Event {
    /** A plot was registered, adopted or corrected. */
    record PlotRegistered(Plot plot) implements OriginEvent {}

    /** An entitlement was proposed or approved by one level. */
    record EntitlementApproved(Id card, Name season, List<Id> plots, ApprovalLevel level, String mspId)
            implements OriginEvent {}

    /** An entitlement is in force: adopted, or approved by all. */
    record EntitlementGranted(Id card, Name season, List<Id> plots, Entitlement entitlement) implements OriginEvent {}

    /** A certificate was given, adopted or corrected. */
    record CertificateIssued(Certificate certificate) implements OriginEvent {}

    /** A report was recorded. */
    record InspectionRecorded(Inspection inspection) implements OriginEvent {}

    /** Lots and runs are kept back: the inspected lot first, then what derives from it. */
    record Frozen(CommandId inspection, Note reason, List<RecordName> lots) implements OriginEvent {}

    /** One inspection's freeze was lifted. */
    record Released(CommandId inspection, Note reason, List<RecordName> lots) implements OriginEvent {}

    /** Lots and runs were recalled: the subject first, then what derives from it. */
    record Recalled(Note reason, Note advice, String mspId, List<RecordName> lots) implements OriginEvent {}
}
