package qingshan.rules.authority;

import java.util.List;
import qingshan.rules.Code;
import qingshan.rules.Command;
import qingshan.rules.Refusal;
import qingshan.rules.Submitter;
import qingshan.rules.json.JsonObject;

/**
 * Who may submit what, by organization and attribute: {@code docs/reference/authorization.md} is this table, and the
 * tests are made from it. What no line allows is refused. Ownership and state are checked by each command's rules.
 */
public final class Authorization {
    private static final String REGISTRAR = "registrar";
    private static final String CLERK = "market-clerk";
    private static final String IMPORTER = Submitter.IMPORTER;

    /** Attributes that a certificate has as {@code true}, beside the one role it has by name. */
    public static final List<String> FLAGS = List.of(IMPORTER);

    /**
     * One line of the table.
     *
     * @param command the command's simple name
     * @param mspId the organization
     * @param attribute that its identity must have
     */
    public record Line(String command, String mspId, String attribute) {}

    /** The table. */
    public static final List<Line> LINES = List.of(
            registry("RegisterParty", REGISTRAR),
            trade("RegisterParty", CLERK),
            trade("RegisterParty", IMPORTER),
            registry("RegisterMarket", REGISTRAR),
            registry("RegisterScale", REGISTRAR),
            trade("RegisterScale", IMPORTER),
            registry("RetireScale", REGISTRAR),
            trade("RetireScale", CLERK),
            registry("AddKey", REGISTRAR),
            trade("AddKey", CLERK),
            registry("RotateKey", REGISTRAR),
            trade("RotateKey", CLERK),
            registry("RevokeKey", REGISTRAR),
            trade("RevokeKey", CLERK),
            trade("GrantConsent", CLERK),
            registry("GrantConsent", REGISTRAR),
            trade("WithdrawConsent", CLERK),
            registry("WithdrawConsent", REGISTRAR),
            registry("PublishPolicy", "policy-officer"),
            trade("PublishPolicy", IMPORTER),
            registry("RegisterPlot", REGISTRAR),
            trade("RegisterPlot", IMPORTER),
            trade("AdoptEntitlement", IMPORTER),
            registry("ProposeEntitlement", "village-officer"),
            registry("ApproveByTown", "town-officer"),
            registry("ApproveByCounty", "county-officer"),
            trade("RecordHarvest", CLERK),
            registry("RecordHarvest", REGISTRAR),
            trade("RecordOpeningStock", CLERK),
            registry("RecordOpeningStock", REGISTRAR),
            trade("IssueCertificate", CLERK),
            trade("IssueCertificate", IMPORTER),
            registry("IssueCertificate", REGISTRAR),
            registry("RecordInspection", "inspector"),
            registry("Freeze", "inspector"),
            registry("Release", "inspector"),
            registry("Recall", "inspector"),
            trade("Recall", CLERK),
            registry("IssueCard", REGISTRAR),
            trade("IssueCard", CLERK),
            trade("IssueCard", IMPORTER),
            registry("ReissueCard", REGISTRAR),
            trade("ReissueCard", CLERK),
            registry("SetSignedOnly", REGISTRAR),
            trade("SetSignedOnly", CLERK),
            trade("RecordSlip", CLERK),
            trade("RecordSlip", IMPORTER),
            registry("RecordSlip", REGISTRAR),
            trade("RecordLoss", CLERK),
            registry("RecordLoss", REGISTRAR),
            trade("ReverseSlip", CLERK),
            registry("ReverseSlip", REGISTRAR),
            trade("DisputeSlip", CLERK),
            registry("DisputeSlip", REGISTRAR),
            registry("SettleDispute", REGISTRAR),
            registry("RegisterProduct", REGISTRAR),
            trade("RegisterProduct", IMPORTER),
            trade("RecordProcessing", CLERK),
            trade("RecordProcessing", IMPORTER),
            registry("RecordProcessing", REGISTRAR),
            trade("RecordBlending", CLERK),
            registry("RecordBlending", REGISTRAR),
            trade("RecordPacking", CLERK),
            trade("RecordPacking", IMPORTER),
            registry("RecordPacking", REGISTRAR),
            trade("IssueSerials", CLERK),
            registry("IssueSerials", REGISTRAR),
            trade("VoidSerials", CLERK),
            registry("VoidSerials", REGISTRAR),
            trade("DispatchPacks", CLERK),
            registry("DispatchPacks", REGISTRAR),
            trade("OpenRun", IMPORTER),
            trade("RecordBatch", IMPORTER));

    private Authorization() {}

    /**
     * Refuses what no line allows.
     *
     * @throws Refusal FORBIDDEN, with the command and the submitter's organization and attributes
     */
    public static void check(Command command, Submitter submitter) {
        String name = command.getClass().getSimpleName();
        if (!allows(name, submitter)) {
            throw new Refusal(
                    Code.FORBIDDEN,
                    JsonObject.of("command", name)
                            .with("mspId", submitter.mspId())
                            .with("attributes", String.join(",", submitter.attributes())));
        }
    }

    /** Whether a line allows it. */
    public static boolean allows(String command, Submitter submitter) {
        return LINES.stream()
                .anyMatch(line -> line.command().equals(command)
                        && line.mspId().equals(submitter.mspId())
                        && submitter.is(line.attribute()));
    }

    private static Line registry(String command, String attribute) {
        return new Line(command, Submitter.REGISTRY, attribute);
    }

    private static Line trade(String command, String attribute) {
        return new Line(command, Submitter.TRADE, attribute);
    }
}
