package qingshan.gateway.scan;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;
import qingshan.gateway.follower.Row.ProductRow;
import qingshan.gateway.follower.Row.StretchRow;
import qingshan.gateway.web.Show;
import qingshan.gateway.web.Visit;

/** A pack's page in one language; what differs from pack to pack stands as marks of {@link Spliced}. */
public final class PackPage {
    /** Place of the serial. */
    static final int SERIAL = 0;
    /** Place of the code to type. */
    static final int CODE = 1;
    /** Place of the lines that say how often the code was asked for. */
    static final int COUNT = 2;

    private final Story story;
    private final @Nullable StretchRow stretch;
    private final Status status;
    private final Sentences t;
    private final Show show;
    private final Wording w;
    private final Growers growers;

    PackPage(Story story, @Nullable StretchRow stretch, Visit visit) {
        this.story = story;
        this.stretch = stretch;
        this.status = Status.of(story, stretch);
        this.t = ScanTexts.of(visit);
        this.show = story.show(visit.language());
        this.w = new Wording(t, show);
        this.growers = new Growers(story, w);
    }

    /** A line of text with its source. */
    public record Line(String label, String text, String source) {}

    /** One of the five steps: lines below its title. */
    public record Step(String title, String days, List<String> lines, String source) {}

    /** A laboratory's report. */
    public record Test(String title, String verdict, boolean passed, List<List<String>> items, String source) {}

    public Status status() {
        return status;
    }

    public String serial() {
        return String.valueOf(Spliced.mark(SERIAL));
    }

    public String code() {
        return String.valueOf(Spliced.mark(CODE));
    }

    public String count() {
        return String.valueOf(Spliced.mark(COUNT));
    }

    /** The pack's own address. */
    public String path() {
        return PackPages.path(story) + serial();
    }

    /** To report a problem with it. */
    public ReportPage report() {
        return ReportPage.blank(path());
    }

    public boolean registered() {
        return story.product() != null;
    }

    /** The product's name, which stays Chinese. */
    public String name() {
        ProductRow product = story.product();
        if (product == null) {
            return t.say("unregistered");
        }
        return product.name() == null ? "GTIN " + story.gtin() : product.name();
    }

    /** Whether {@link #name} is Chinese on an English page. */
    public boolean nameIsForeign() {
        return story.product() != null && story.product().name() != null && !w.chinese();
    }

    /** Beside the name on an English page. */
    public String besideName() {
        ProductRow product = story.product();
        if (product == null || w.chinese()) {
            return "";
        }
        if (product.englishName() != null) {
            return product.englishName();
        }
        return product.name() == null ? "" : qingshan.gateway.web.Pinyin.of(product.name());
    }

    /** Tea class, grade, net content. */
    public String kind() {
        List<String> parts = new ArrayList<>();
        ProductRow product = story.product();
        if (product == null) {
            parts.add("GTIN " + story.gtin());
        } else if (product.teaClass() != null) {
            parts.add(w.teaClass(product.teaClass()));
        }
        if (story.grade() != null) {
            parts.add(show.name(story.grade()));
        }
        parts.add(show.net(story.packGrams()));
        return String.join(" · ", parts);
    }

    /** The four facts. */
    public List<Line> facts() {
        return List.of(grown(), picked(), made(), tested());
    }

    private Line grown() {
        List<String> named = story.steps().getFirst().places();
        String text;
        if (story.households() == 0) {
            text = t.say("grown.unknown");
        } else if (named.isEmpty()) {
            text = t.say("grown.unnamed", story.households());
        } else {
            int all = story.villages().stream().mapToInt(Story.Village::all).sum();
            text = all == 1 ? show.name(named.getFirst()) : t.say("grown.villages", show.name(named.getFirst()), all);
        }
        return new Line(t.say("grown"), text, w.sources(story.grown()));
    }

    private String days(Story.Span span) {
        return show.days(span.first(), span.last());
    }

    private Line picked() {
        Story.Span picked = story.picked();
        String text = picked == null ? t.say("none") : days(picked) + (story.early() ? " · " + t.say("early") : "");
        return new Line(t.say("picked"), text, w.sources(story.grown()));
    }

    private Line made() {
        Story.Step made = story.steps().get(2);
        Story.Span days = made.days();
        String text = days == null
                ? t.say("none")
                : days(days)
                        + (made.who().isEmpty()
                                ? ""
                                : t.say("comma") + show.name(made.who().getFirst()));
        return new Line(t.say("made"), text, w.sources(made.standings()));
    }

    private Line tested() {
        Boolean passed = story.testedHere();
        if (passed == null) {
            return new Line(t.say("tested"), t.say("tested.none"), "");
        }
        LocalDate day = Wording.day(
                story.tests().getFirst().report().inspection().occurredAt().epochMilli());
        String text = t.say(passed ? "tested.passed" : "tested.failed", show.day(day));
        return new Line(t.say("tested"), text, t.say("source.laboratory"));
    }

    public boolean badTest() {
        return Boolean.FALSE.equals(story.testedHere());
    }

    /** Of a held or recalled pack. */
    public String reason() {
        return story.hold() == null ? "" : story.hold().reason();
    }

    /** What those who have it should do, in the page's language: on a foreign page no more than the notice can differ from. */
    public String advice() {
        if (recordedAdvice().isEmpty()) {
            return t.say("advice." + status.code());
        }
        return w.chinese() ? recordedAdvice() : t.say("advice.noticed");
    }

    /** The same in the words of who recalled it, which nobody translates; or empty. */
    public String recordedAdvice() {
        String advice = story.hold() == null ? null : story.hold().advice();
        return advice == null ? "" : advice;
    }

    /** Whether words that were recorded are in another language than the page. */
    public boolean recordedIsForeign() {
        return !w.chinese();
    }

    /** Since when, and by whose word, it is held or recalled. */
    public String since() {
        return story.hold() == null
                ? ""
                : t.say(
                        "since",
                        show.minute(Instant.ofEpochMilli(story.hold().since().epochMilli())),
                        w.sources(List.of(Objects.requireNonNull(story.holdStanding()))));
    }

    /** The maker's number, or empty. */
    public String telephone() {
        ProductRow product = story.product();
        return product == null || product.telephone() == null ? "" : product.telephone();
    }

    public String makerName() {
        return story.maker() == null ? "" : show.name(story.maker());
    }

    /** The five steps from garden to hand. */
    public List<Step> steps() {
        return story.steps().stream().map(this::step).toList();
    }

    private Step step(Story.Step step) {
        String key = "step." + step.kind().name().toLowerCase(Locale.ROOT);
        if (step.kind() == Story.Kind.DISPATCHED) {
            return dispatched(key);
        }
        if (step.days() == null) {
            return new Step(t.say(key), "", List.of(t.say(key + ".none")), "");
        }
        List<String> lines = new ArrayList<>();
        if (!step.places().isEmpty()) {
            lines.add(step.kind() == Story.Kind.PICKED ? growers.villages(step.places()) : w.names(step.places()));
        }
        boolean leaf = step.kind() == Story.Kind.PICKED || step.kind() == Story.Kind.SOLD;
        String how = key + (leaf && story.few() ? ".few" : ".how");
        lines.add(
                step.kind() == Story.Kind.PACKED
                        ? t.say(how, step.count(), show.net(story.packGrams()), show.weight(step.grams()))
                        : t.say(how, step.count(), show.weight(step.grams())));
        if (!step.who().isEmpty() && step.kind() != Story.Kind.PICKED) {
            lines.add(w.names(step.who()));
        }
        return new Step(t.say(key), days(step.days()), lines, w.sourcesInFull(step.standings()));
    }

    private Step dispatched(String key) {
        if (stretch == null || stretch.fate().equals("void")) {
            return new Step(t.say(key), "", List.of(t.say(key + ".none")), "");
        }
        LocalDate day = Wording.day(stretch.occurredAt().epochMilli());
        String at = show.day(day);
        return new Step(
                t.say(key),
                at,
                List.of(t.say(key + ".how", stretch.last() - stretch.first() + 1)),
                w.sourcesInFull(story.steps().get(4).standings()));
    }

    /** Who grew it. */
    public Growers growers() {
        return growers;
    }

    public @Nullable Sketch sketch() {
        return story.sketch();
    }

    public List<Test> tests() {
        return story.tests().stream().map(this::test).toList();
    }

    private Test test(Story.Tested tested) {
        var report = tested.report().inspection();
        LocalDate day = Wording.day(report.occurredAt().epochMilli());
        String laboratory = tested.laboratory() == null ? t.say("laboratory.unnamed") : show.name(tested.laboratory());
        return new Test(
                t.say(
                        "test.title",
                        tested.product() == null ? t.say("test.tea") : show.name(tested.product()),
                        laboratory,
                        show.day(day)),
                t.say("verdict." + report.verdict()),
                report.verdict().equals("passed"),
                tested.report().items().stream()
                        .map(item ->
                                List.of(item.name(), item.limit(), item.result(), item.passed() ? "" : t.say("over")))
                        .toList(),
                t.say("source.laboratory"));
    }

    public int disputed() {
        return story.disputed();
    }

    /** Facts of the ledger for checkers: label and value. */
    public List<Line> proof() {
        return List.of(
                new Line(t.say("proof.run"), story.run().value(), ""),
                new Line(t.say("proof.block"), String.valueOf(story.block()), ""),
                new Line(t.say("proof.transaction"), story.transactionId(), ""));
    }
}
