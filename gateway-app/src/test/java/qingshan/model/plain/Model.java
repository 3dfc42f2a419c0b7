package qingshan.model.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.model.plain.World.Batch;
import qingshan.model.plain.World.Done;
import qingshan.model.plain.World.Run;

/** Decides commands on a {@link World}. */
public final class Model {
    /** The outcome of what was taken. */
    public static final String ACCEPTED = "ACCEPTED";

    private static final long SKEW_MS_MAX = 600_000;

    /** Who may submit what. */
    private static final Map<String, Set<String>> ALLOWED = allowed("""
            GrantConsent       RegistryMSP:registrar TradeMSP:market-clerk
            WithdrawConsent    RegistryMSP:registrar TradeMSP:market-clerk
            RecordOpeningStock RegistryMSP:registrar TradeMSP:market-clerk
            ReissueCard        RegistryMSP:registrar TradeMSP:market-clerk
            DisputeSlip        RegistryMSP:registrar TradeMSP:market-clerk
            SettleDispute      RegistryMSP:registrar
            IssueSerials       RegistryMSP:registrar TradeMSP:market-clerk
            VoidSerials        RegistryMSP:registrar TradeMSP:market-clerk
            DispatchPacks      RegistryMSP:registrar TradeMSP:market-clerk
            RegisterParty      RegistryMSP:registrar TradeMSP:market-clerk TradeMSP:importer
            RegisterMarket     RegistryMSP:registrar
            RegisterScale      RegistryMSP:registrar TradeMSP:importer
            RetireScale        RegistryMSP:registrar TradeMSP:market-clerk
            AddKey             RegistryMSP:registrar TradeMSP:market-clerk
            RotateKey          RegistryMSP:registrar TradeMSP:market-clerk
            RevokeKey          RegistryMSP:registrar TradeMSP:market-clerk
            PublishPolicy      RegistryMSP:policy-officer TradeMSP:importer
            RegisterPlot       RegistryMSP:registrar TradeMSP:importer
            AdoptEntitlement   TradeMSP:importer
            ProposeEntitlement RegistryMSP:village-officer
            ApproveByTown      RegistryMSP:town-officer
            ApproveByCounty    RegistryMSP:county-officer
            RecordHarvest      RegistryMSP:registrar TradeMSP:market-clerk
            IssueCertificate   RegistryMSP:registrar TradeMSP:market-clerk TradeMSP:importer
            RecordInspection   RegistryMSP:inspector
            Freeze             RegistryMSP:inspector
            Release            RegistryMSP:inspector
            Recall             RegistryMSP:inspector TradeMSP:market-clerk
            IssueCard          RegistryMSP:registrar TradeMSP:market-clerk TradeMSP:importer
            SetSignedOnly      RegistryMSP:registrar TradeMSP:market-clerk
            RecordSlip         RegistryMSP:registrar TradeMSP:market-clerk TradeMSP:importer
            RecordLoss         RegistryMSP:registrar TradeMSP:market-clerk
            ReverseSlip        RegistryMSP:registrar TradeMSP:market-clerk
            RegisterProduct    RegistryMSP:registrar TradeMSP:importer
            RecordProcessing   RegistryMSP:registrar TradeMSP:market-clerk TradeMSP:importer
            RecordBlending     RegistryMSP:registrar TradeMSP:market-clerk
            RecordPacking      RegistryMSP:registrar TradeMSP:market-clerk TradeMSP:importer
            OpenRun            TradeMSP:importer
            RecordBatch        TradeMSP:importer
            """);

    /** The kinds of record, as their signed forms name them. */
    private static final Map<String, String> RECORDS = Map.ofEntries(
            Map.entry("RecordSlip", "slip"),
            Map.entry("RecordHarvest", "harvest"),
            Map.entry("RecordLoss", "loss"),
            Map.entry("ReverseSlip", "reversal"),
            Map.entry("RecordProcessing", "processing"),
            Map.entry("RecordBlending", "blending"),
            Map.entry("RecordPacking", "packing"),
            Map.entry("RecordOpeningStock", "opening-stock"),
            Map.entry("GrantConsent", "consent"),
            Map.entry("WithdrawConsent", "withdrawal"),
            Map.entry("DisputeSlip", "dispute"),
            Map.entry("IssueSerials", "serials"),
            Map.entry("VoidSerials", "voiding"),
            Map.entry("DispatchPacks", "dispatch"));

    private Model() {}

    /**
     * What the model says.
     *
     * @param code ACCEPTED or why not
     * @param answer of an accepted command; of a batch, how often each outcome
     */
    public record Verdict(String code, Doc answer) {}

    /** Every transaction. */
    public static Set<String> types() {
        return ALLOWED.keySet();
    }

    /** The kind of record that a transaction makes, or null. */
    static @Nullable String kind(String type) {
        return RECORDS.get(type);
    }

    /** The member of a command's body that holds what is signed or attested. */
    static String member(String kind) {
        return kind.equals("opening-stock") ? "stock" : kind;
    }

    static Set<String> allowedTo(String type) {
        return ALLOWED.getOrDefault(type, Set.of());
    }

    /** Decides a command and changes the world, unless it is refused. */
    public static Verdict decide(World world, Sent sent) {
        int mark = world.mark();
        try {
            if (sent.fault() != null) {
                throw new Refused(sent.fault().code());
            }
            authorize(sent.type(), sent.who());
            return new Verdict(ACCEPTED, whole(world, sent));
        } catch (Refused no) {
            world.rollback(mark);
            return new Verdict(no.code(), Doc.of());
        }
    }

    /** Says what would be decided and changes nothing. */
    public static String wouldSay(World world, Sent sent) {
        int mark = world.mark();
        String code = decide(world, sent).code();
        world.rollback(mark);
        return code;
    }

    private static void authorize(String type, Who who) {
        boolean may = who.attributes().stream()
                .anyMatch(attribute -> allowedTo(type).contains(who.mspId() + ":" + attribute));
        Refused.when(!may, "FORBIDDEN");
    }

    private static Doc whole(World world, Sent sent) {
        if (sent.type().equals("OpenRun")) {
            return open(world, sent);
        } else if (sent.type().equals("RecordBatch")) {
            return batch(world, sent);
        }
        String id = sent.body().textOr("id");
        String digest =
                Crypto.digest(sent.body().copy().with("type", sent.type()).json());
        Done done = id == null ? null : world.commands.get(id);
        if (done != null) {
            Refused.when(!done.digest().equals(digest), "COMMAND_ID_REUSED");
            return done.answer();
        }
        Case c = new Case(
                world,
                sent.who(),
                sent.at(),
                sent.type(),
                sent.body(),
                sent.secret().members().get("0"),
                id,
                null);
        Doc answer = one(c, "0", sent.secret());
        if (id != null) {
            world.commands.put(id, new Done(digest, answer));
        }
        if (answer.has("secret")) {
            world.prices.put(
                    answer.text("record"),
                    Doc.of().with("0", answer.doc("secret")).json());
            answer.with("secret", null);
        }
        return answer;
    }

    /** One command, of a batch's entry or single. Its opening, if it is kept, comes with the answer as "secret". */
    private static Doc one(Case c, String index, Doc secret) {
        Refused.when(secret.has(index) && !c.type().equals("RecordSlip"), "UNKNOWN_FIELD");
        String kind = kind(c.type());
        Doc said = kind == null ? null : c.body().doc(member(kind));
        Doc before = kind == null || said == null ? null : c.repeated(kind, said);
        if (before != null) {
            return before;
        }
        Refused.when(
                Math.abs(c.at() - occurredAt(c, said)) > SKEW_MS_MAX && !c.who().adopts(), "CLOCK_SKEW");
        Doc answer = decide(c);
        return c.type().equals("RecordSlip") ? answer.with("secret", c.opening()) : answer;
    }

    private static long occurredAt(Case c, @Nullable Doc said) {
        Doc in = said != null
                ? said
                : switch (c.type()) {
                    case "SetSignedOnly" -> c.body().doc("wish");
                    case "IssueCertificate" -> c.body().doc("promise");
                    case "Recall" -> c.body().doc("notice");
                    default -> c.body();
                };
        return Case.ms(in.text("occurredAt"));
    }

    private static Doc decide(Case c) {
        return switch (c.type()) {
            case "RegisterParty" -> Parties.registerParty(c);
            case "RegisterMarket" -> Parties.registerMarket(c);
            case "RegisterScale" -> Parties.registerScale(c);
            case "RetireScale" -> Parties.retireScale(c);
            case "AddKey" -> Parties.addKey(c);
            case "RotateKey" -> Parties.rotateKey(c);
            case "RevokeKey" -> Parties.revokeKey(c);
            case "IssueCard" -> Parties.issueCard(c);
            case "ReissueCard" -> Parties.reissueCard(c);
            case "GrantConsent" -> Words.grant(c);
            case "WithdrawConsent" -> Words.withdraw(c);
            case "RecordOpeningStock" -> Words.openingStock(c);
            case "DisputeSlip" -> Words.dispute(c);
            case "SettleDispute" -> Words.settle(c);
            case "IssueSerials" -> Labels.issue(c);
            case "VoidSerials" -> Labels.makeVoid(c);
            case "DispatchPacks" -> Labels.dispatch(c);
            case "SetSignedOnly" -> Parties.setSignedOnly(c);
            case "PublishPolicy" -> Parties.publishPolicy(c);
            case "RegisterPlot" -> Origins.registerPlot(c);
            case "AdoptEntitlement" -> Origins.adopt(c);
            case "ProposeEntitlement" -> Origins.propose(c);
            case "ApproveByTown" -> Origins.approve(c, 1);
            case "ApproveByCounty" -> Origins.approve(c, 2);
            case "RecordHarvest" -> Origins.harvest(c);
            case "IssueCertificate" -> Origins.certificate(c);
            case "RecordInspection" -> Origins.inspect(c);
            case "Freeze" -> Origins.freeze(c, true);
            case "Release" -> Origins.freeze(c, false);
            case "Recall" -> Origins.recall(c);
            case "RecordSlip" -> Trades.slip(c);
            case "RecordLoss" -> Trades.lose(c);
            case "ReverseSlip" -> Trades.reverse(c);
            case "RegisterProduct" -> Trades.product(c);
            case "RecordProcessing" -> Trades.process(c);
            case "RecordBlending" -> Trades.blend(c);
            case "RecordPacking" -> Trades.pack(c);
            default -> throw new IllegalStateException(c.type());
        };
    }

    private static Doc open(World w, Sent sent) {
        Doc b = sent.body();
        StringBuilder digests = new StringBuilder();
        b.docs("files").forEach(file -> digests.append(file.text("sha256")).append('\n'));
        String run = b.text("run");
        Refused.when(!run.equals(Crypto.digest(digests.toString())), "BAD_VALUE");
        World.Market market = w.markets.get(b.text("market"));
        if (market == null) {
            throw new Refused("UNKNOWN_MARKET");
        }
        Refused.when(!market.mspId().equals(sent.who().mspId()), "NOT_OWNER");
        String files = Doc.json(b.docs("files"));
        Run opened = new Run(b.text("market"), b.text("season"), files, 0);
        Run old = w.runs.get(run);
        if (old == null) {
            w.runs.put(run, opened);
            return Doc.of().with("next", 0);
        }
        Refused.when(!old.equals(new Run(opened.market(), opened.season(), files, old.next())), "COMMAND_ID_REUSED");
        return Doc.of().with("next", old.next());
    }

    private static Doc batch(World w, Sent sent) {
        Doc b = sent.body();
        String name = b.text("run");
        long index = b.number("index");
        Refused.when(!b.text("batch").equals(Crypto.digest(name + "/" + index)), "BAD_VALUE");
        String digest = Crypto.digest(b.copy().with("occurredAt", null).json());
        Batch old = w.batches.get(b.text("batch"));
        if (old != null) {
            Refused.when(!old.digest().equals(digest), "COMMAND_ID_REUSED");
            return old.answer();
        }
        Run run = w.runs.get(name);
        if (run == null) {
            throw new Refused("UNKNOWN_RUN");
        }
        Refused.when(run.next() != index, "OUT_OF_ORDER");
        List<String> outcomes = new ArrayList<>();
        Doc openings = Doc.of();
        TreeMap<String, Long> counts = new TreeMap<>();
        for (Doc entry : b.docs("entries")) {
            Doc refused = entry.docOr("refused");
            String code =
                    refused != null ? refused.text("code") : entry(w, sent, run, entry, outcomes.size(), openings);
            outcomes.add(code + (refused != null ? " importer" : " contract"));
            counts.merge(code, 1L, Long::sum);
        }
        Doc answer = Doc.of();
        counts.forEach(answer::with);
        w.runs.put(name, new Run(run.market(), run.season(), run.files(), run.next() + 1));
        w.batches.put(b.text("batch"), new Batch(digest, outcomes, answer));
        if (!openings.members().isEmpty()) {
            w.prices.put(b.text("batch"), openings.json());
        }
        return answer;
    }

    private static String entry(World w, Sent sent, Run run, Doc entry, int index, Doc openings) {
        int mark = w.mark();
        try {
            Refused.when(!isText(entry.text("number")), "BAD_TEXT");
            Sent.Fault fault = sent.entryFaults().get(index);
            if (fault != null) {
                throw new Refused(fault.code());
            }
            Doc body = entry.doc("command").copy();
            String type = body.text("type");
            body.with("type", null);
            authorize(type, sent.who());
            Refused.when(type.equals("OpenRun") || type.equals("RecordBatch"), "BAD_VALUE");
            List<String> row = List.of(run.market(), run.season(), entry.text("table"), entry.text("number"));
            String at = Integer.toString(index);
            Object opening = sent.secret().members().get(at);
            Case c = new Case(w, sent.who(), sent.at(), type, body, opening, null, row);
            Doc answer = one(c, at, sent.secret());
            if (answer.has("secret")) {
                openings.with(at, answer.doc("secret"));
            }
            return ACCEPTED;
        } catch (Refused no) {
            w.rollback(mark);
            return no.code();
        }
    }

    static boolean isText(String text) {
        return !text.isEmpty()
                && text.equals(text.strip())
                && text.codePointCount(0, text.length()) <= 64
                && text.codePoints().noneMatch(c -> Character.isISOControl(c) || (c & 0xFFFE) == 0xFFFE);
    }

    private static Map<String, Set<String>> allowed(String table) {
        Map<String, Set<String>> allowed = new TreeMap<>();
        table.lines().map(line -> line.strip().split(" +", -1)).forEach(words -> {
            List<String> who = List.of(words).subList(1, words.length);
            allowed.put(words[0], Set.copyOf(who));
        });
        return allowed;
    }
}
