package qingshan.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static qingshan.rules.testing.Submitters.CLERK;
import static qingshan.rules.testing.Submitters.INSPECTOR;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import qingshan.gateway.Sentences;
import qingshan.gateway.embedded.BlockStore;
import qingshan.gateway.follower.County;
import qingshan.gateway.home.Home;
import qingshan.gateway.ledger.Outcome;
import qingshan.gateway.proof.Export;
import qingshan.gateway.proof.ProofException;
import qingshan.proof.pack.ChunkTree;
import qingshan.proof.pack.Flaw;
import qingshan.proof.pack.PackProof;
import qingshan.rules.Command;
import qingshan.rules.Submitter;
import qingshan.rules.json.JsonArray;
import qingshan.rules.json.JsonBoolean;
import qingshan.rules.json.JsonObject;
import qingshan.rules.json.JsonParser;
import qingshan.rules.json.JsonString;
import qingshan.rules.lot.Hold;
import qingshan.rules.origin.OriginCommand;
import qingshan.rules.pack.Dispatch;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Packing;
import qingshan.rules.pack.Serials;
import qingshan.rules.pack.Stretch;
import qingshan.rules.party.Witnesses;
import qingshan.rules.testing.Story;
import qingshan.rules.testing.World;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Grams;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Text;

/** {@code ./qingshan audit EXPORT --pack PROOF}, of packs on an embedded ledger. */
class PackAuditTest {
    private static final List<String> SERIALS = List.of("7KQ2M9XW4T", "HJ3R8VPD6C", "QW5ZT2N7YB");
    private static final Witnesses IN_PRESENCE = new Witnesses(Story.MARKET, null, List.of());

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private long now = new LedgerTime("2026-03-05T00:00:00.000Z").epochMilli();
    private int commands;

    @TempDir
    private Path directory;

    private County county;
    private Packing packing;
    private RecordName run;
    private PackProof.Place packed;
    private PackProof.Place issued;

    @BeforeEach
    void label() {
        // keys of its own: certificates must be valid at the time of the story
        county = new County(Home.at(directory.resolve("home")));
        World story = Story.told();
        county.submit(story);
        RecordName lot = new RecordName(story.steps().stream()
                .filter(step -> step.type().equals("RecordProcessing"))
                .map(step -> Objects.requireNonNull(step.decision().answer().text("record")))
                .findFirst()
                .orElseThrow());
        packing = new Packing(
                Story.SEASON,
                Story.FACTORY,
                lot,
                "12345670",
                new Grams(50),
                3,
                new Text("BZ0000042"),
                at(),
                new Witnesses(Story.MARKET, Story.SCALE, List.of()));
        CommandId id = next();
        run = RecordName.command(id);
        packed = submit(CLERK, new PackCommand.RecordPacking(id, packing, List.of()));
        Serials serials = new Serials(run, 1, 3, ChunkTree.of(SERIALS).root(), at(), IN_PRESENCE);
        issued = submit(CLERK, new PackCommand.IssueSerials(next(), serials, List.of()));
    }

    @AfterEach
    void close() {
        county.close();
    }

    private LedgerTime at() {
        now += 60_000;
        return LedgerTime.ofEpochMilli(now);
    }

    private CommandId next() {
        return World.commandId("pack audit " + ++commands);
    }

    /** Submits, and exports the ledger as it is then. */
    private PackProof.Place submit(Submitter by, Command command) {
        Outcome outcome = county.submit(by, command.getClass().getSimpleName(), World.json(command), JsonObject.EMPTY);
        assertThat(outcome).isInstanceOf(Outcome.Committed.class);
        Outcome.Committed committed = (Outcome.Committed) outcome;
        String record = JsonParser.object(committed.json()).text("digest");
        return new PackProof.Place(
                record == null ? Digest.of("no record") : new Digest(record),
                committed.block(),
                new Digest(new Export(new BlockStore(county.database()))
                        .write(export(), number -> {})
                        .head()),
                new Digest(committed.txId()));
    }

    private PackProof proof(int index) {
        ChunkTree tree = ChunkTree.of(SERIALS);
        return new PackProof(
                PackProof.FORMAT,
                run,
                PackProof.Facts.of(packing),
                packed,
                new Text(SERIALS.get(index - 1)),
                index,
                new PackProof.Chunk(1, 3, tree.root()),
                tree.path(index - 1),
                issued);
    }

    private Path file(PackProof proof) throws IOException {
        return Files.write(directory.resolve(proof.serial() + ".json"), proof.bytes());
    }

    private Path export() {
        return directory.resolve("ledger.qse");
    }

    private int audit(Lang lang, Object... more) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] texts = new String[more.length + 1];
        texts[0] = "audit";
        for (int i = 0; i < more.length; i++) {
            texts[i + 1] = more[i].toString();
        }
        return Main.commandLine(lang)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(texts);
    }

    @Test
    void packs_are_proven_with_where_they_are_in_both_languages() throws IOException {
        submit(CLERK, dispatch(new Stretch(2, 2)));

        assertThat(audit(Lang.en, export(), "--pack", file(proof(1)), "--pack", file(proof(2))))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains("Proven: serial 7KQ2M9XW4T was issued as number 1 of the run " + run)
                .contains("Its pack was not dispatched yet.")
                .contains("Proven: serial HJ3R8VPD6C was issued as number 2 of the run " + run)
                .contains("Its pack was dispatched.");

        OriginCommand.RecallNotice notice =
                new OriginCommand.RecallNotice(run, new Note("包装破损"), new Note("停止销售"), at(), null);
        submit(INSPECTOR, new OriginCommand.Recall(next(), notice, null));
        assertThat(audit(Lang.zh, export(), "--pack", file(proof(2)))).isZero();
        assertThat(out.toString()).contains("已证明：序列号 HJ3R8VPD6C", "该包已发货。", "该包装批已召回。");
    }

    private PackCommand.DispatchPacks dispatch(Stretch stretch) {
        return new PackCommand.DispatchPacks(next(), new Dispatch(run, List.of(stretch), at(), IN_PRESENCE), List.of());
    }

    @Test
    void one_pack_that_is_not_proven_ends_with_1_and_says_why() throws IOException {
        String forged = new String(proof(3).bytes(), UTF_8).replace(SERIALS.get(2), "AAAAAAAAAA");
        Path false3 = Files.writeString(directory.resolve("forged.json"), forged);

        assertThat(audit(Lang.en, export(), "--pack", file(proof(1)), "--pack", false3))
                .isEqualTo(1);
        assertThat(out.toString())
                .startsWith("Consistent with itself")
                .contains("Proven: serial 7KQ2M9XW4T")
                .contains("Not proven: serial AAAAAAAAAA as number 3 of the run " + run + ". The path does not lead");

        assertThat(audit(Lang.zh, export(), "--json", "--pack", file(proof(1)), "--pack", false3))
                .isEqualTo(1);
        JsonObject json = JsonParser.object(out.toString().strip());
        assertThat(json.text("verdict")).isEqualTo("CONSISTENT");
        JsonObject first = JsonObject.of("run", run.value())
                .with("index", 1)
                .with("serial", "7KQ2M9XW4T")
                .with("proven", new JsonBoolean(true))
                .with("dispatched", new JsonBoolean(false))
                .with("hold", "FREE");
        JsonObject second = JsonObject.of("run", run.value())
                .with("index", 3)
                .with("serial", "AAAAAAAAAA")
                .with("proven", new JsonBoolean(false))
                .with("reason", "PATH");
        assertThat(json.get("packs")).isEqualTo(new JsonArray(List.of(first, second)));
    }

    @Test
    void an_export_with_an_offence_proves_no_pack() throws IOException {
        Path export = export();
        byte[] bytes = Files.readAllBytes(export);
        bytes[bytes.length / 2] ^= 1;
        Files.write(export, bytes);

        assertThat(audit(Lang.en, export, "--pack", file(proof(1)))).isEqualTo(1);
        assertThat(out.toString()).contains("Not proven: serial 7KQ2M9XW4T", "it proves nothing");
    }

    @Test
    void what_is_no_proof_of_a_pack_is_said_in_one_sentence() throws IOException {
        Path export = export();
        Path good = file(proof(1));
        Path text = Files.writeString(directory.resolve("text"), "not JSON");
        Path other = Files.writeString(
                directory.resolve("other"), Files.readString(good).replace(":1,", ":1.5,"));
        Path endless = Path.of("/dev/zero");

        for (Path bad : List.of(directory.resolve("missing"), directory, text, other, endless, export)) {
            assertThat(audit(Lang.en, export, "--pack", bad, "--pack", good)).isEqualTo(1);
            assertThat(err.toString().lines())
                    .as(bad.toString())
                    .singleElement()
                    .asString()
                    .contains(bad.toString());
            assertThat(out.toString()).contains("Consistent with itself", "Proven: serial 7KQ2M9XW4T");
        }
        Path cut = Files.writeString(
                directory.resolve("cut"), Files.readString(good).substring(0, 300));
        assertThat(audit(Lang.en, export, "--json", "--pack", cut)).isEqualTo(1);
        assertThat(err.toString()).contains("it is not JSON at character 30");
        assertThat(JsonParser.object(out.toString().strip()).get("unread"))
                .isEqualTo(new JsonArray(List.of(new JsonString(cut.toString()))));
        assertThat(audit(Lang.en, export, "--pack")).isEqualTo(2);
    }

    @Test
    void every_reason_and_hold_has_a_sentence_in_both_languages() {
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.CHINESE}) {
            Sentences sentences = Sentences.of(ProofException.class, "Proof", locale);
            for (Flaw flaw : Flaw.values()) {
                assertThat(sentences.say("audit.pack.flaw." + flaw)).isNotBlank();
            }
            for (Hold hold : List.of(Hold.FROZEN, Hold.RECALLED)) {
                assertThat(sentences.say("audit.pack.hold." + hold)).isNotBlank();
            }
        }
    }
}
