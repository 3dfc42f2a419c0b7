package qingshan.gateway.policy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import qingshan.gateway.Sentences;
import qingshan.gateway.form.Answers;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Forms;
import qingshan.gateway.form.ListViews;
import qingshan.gateway.form.Once;
import qingshan.gateway.form.Paths;
import qingshan.gateway.form.Sender;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.staff.Role;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.CanonicalJson;
import qingshan.rules.json.JsonParser;
import qingshan.rules.policy.PolicyCommand;
import qingshan.rules.policy.PolicyKind;
import qingshan.rules.policy.PolicyStatus;
import qingshan.rules.value.Day;
import qingshan.rules.value.Name;

/** Policies of seasons: all staff read them, the policy officer publishes the next edition. */
@Controller("/policies")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class PolicyController {
    private static final String HERE = "/policies";
    private static final String OFFICER = "policy-officer";
    private static final String SEASON = Field.words(PolicyKind.SEASON).getFirst();

    private final Forms forms;
    private final Sender sender;
    private final Db db;
    private final ListViews lists;
    private final Pages pages;

    PolicyController(Forms forms, Sender sender, Db db, ListViews lists, Pages pages) {
        this.forms = forms;
        this.sender = sender;
        this.db = db;
        this.lists = lists;
        this.pages = pages;
    }

    @Get
    MutableHttpResponse<byte[]> list(HttpRequest<?> request, Visit visit) {
        return lists.of(request, visit, PolicyTexts.of(visit), "policies", HERE)
                .begin(Staff.required(visit).role() == Role.POLICY_OFFICER, HERE + "/new", "publish.title")
                .each(
                        "open",
                        row -> Paths.of(
                                HERE + "/of",
                                "name",
                                String.valueOf(row.get("name")),
                                "version",
                                String.valueOf(row.get("version"))))
                .show("policies");
    }

    @Get("/of")
    MutableHttpResponse<byte[]> one(
            Visit visit, @QueryValue(defaultValue = "") String name, @QueryValue(defaultValue = "") String version) {
        PolicyPage page = db.one(
                        """
                SELECT name, version, effective_from, source, status, published_at, msp_id, hash, document FROM read.policy
                WHERE kind = ? AND name = ? AND version::text = ?""",
                        row -> new PolicyPage(
                                row.getString(1),
                                row.getInt(2),
                                row.getObject(3, LocalDate.class),
                                row.getString(4),
                                row.getString(5),
                                row.getTimestamp(6).toInstant(),
                                row.getString(7),
                                row.getString(8),
                                lines(row.getString(9))),
                        SEASON,
                        name,
                        version)
                .orElseThrow(WebRefusal::notFound);
        return pages.page(visit, "policy/policy.jte", page);
    }

    @Get("/new")
    @Secured(OFFICER)
    MutableHttpResponse<byte[]> blank(Visit visit) {
        Form form = form(visit);
        newest().ifPresent(edition -> form.with("name", edition.name).with("document", lines(edition.document)));
        return forms.show(visit, form);
    }

    @Post("/new")
    @Secured(OFFICER)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> publish(Visit visit, @Body Map<String, String> sent) {
        return forms.take(visit, form(visit), sent, answers -> {
            Once once = answers.once();
            Name name = name(answers);
            sender.send(
                    Staff.required(visit),
                    once,
                    at -> new PolicyCommand.PublishPolicy(
                            once.id(),
                            at,
                            PolicyKind.SEASON,
                            name,
                            1 + version(name),
                            new Day(answers.of("effectiveFrom")),
                            answers.note("source"),
                            status(answers),
                            JsonParser.object(answers.of("document"))));
            return HERE;
        });
    }

    private static Form form(Visit visit) {
        Sentences texts = PolicyTexts.of(visit);
        List<Field.Choice> statuses = Field.words(PolicyStatus.values()).stream()
                .map(word -> new Field.Choice(word, texts.say("status." + word)))
                .toList();
        return new Form(visit, PolicyTexts.class, "Policy", "publish", HERE + "/new", HERE)
                .ask(
                        Field.text("name"),
                        Field.of("effectiveFrom", Field.Kind.DAY),
                        Field.of("source", Field.Kind.NOTE),
                        Field.choice("status", statuses),
                        Field.of("document", Field.Kind.DOCUMENT));
    }

    private static Name name(Answers answers) {
        try {
            return new Name(answers.of("name"));
        } catch (IllegalArgumentException e) {
            throw WebRefusal.badValue("name", "is no name of a season");
        }
    }

    private static PolicyStatus status(Answers answers) {
        return Field.words(PolicyStatus.VERIFIED).contains(answers.of("status"))
                ? PolicyStatus.VERIFIED
                : PolicyStatus.UNVERIFIED;
    }

    /** Of the newest edition, or 0; if another was published meanwhile, the contract refuses this one. */
    private int version(Name name) {
        return db.one(
                        "SELECT coalesce(max(version), 0) FROM read.policy WHERE kind = ? AND name = ?",
                        row -> row.getInt(1),
                        SEASON,
                        name.value())
                .orElse(0);
    }

    private record Newest(String name, String document) {}

    private Optional<Newest> newest() {
        return db.one(
                "SELECT name, document FROM read.policy WHERE kind = ? ORDER BY published_at DESC, version DESC LIMIT 1",
                row -> new Newest(row.getString(1), row.getString(2)),
                SEASON);
    }

    /** A document with a line for each member, to be changed where it stands. */
    private static String lines(String document) {
        return JsonParser.object(document).members().entrySet().stream()
                .map(member -> "  \"" + member.getKey() + "\": " + CanonicalJson.write(member.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}"));
    }
}
