package qingshan.gateway.form;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.web.Pages;
import qingshan.gateway.web.Problem;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.Refusal;
import qingshan.rules.json.JsonObject;

/** Shows forms and takes them: what was typed stays until it was taken, and what is wrong stands beside it. */
@Singleton
public final class Forms {
    /** Members of a refusal that are ids of cards, and mean nothing to people. */
    private static final List<String> CARDS = List.of("card", "replacedBy");

    private final Pages pages;
    private final Db db;

    Forms(Pages pages, Db db) {
        this.pages = pages;
        this.db = db;
    }

    /** Does what a form asks for. */
    @FunctionalInterface
    public interface Deed {
        /** Does it and says which page shows it, as a path. */
        String done(Answers answers);
    }

    /** The page of a form that nobody has sent yet. */
    public MutableHttpResponse<byte[]> show(Visit visit, Form form) {
        return page(visit, HttpStatus.OK, form);
    }

    /** The same page with what was typed, which nobody judges yet. */
    public MutableHttpResponse<byte[]> keep(Visit visit, Form form, Map<String, String> sent) {
        form.take(sent);
        return page(visit, HttpStatus.OK, form);
    }

    private MutableHttpResponse<byte[]> page(Visit visit, HttpStatus status, Form form) {
        return pages.page(visit, status, form.template(), form.page());
    }

    /** Takes a form: leads to the page that shows what was done, or shows the form again with what is wrong. */
    public HttpResponse<?> take(Visit visit, Form form, Map<String, String> sent, Deed deed) {
        form.take(sent);
        Answers answers = new Answers(form);
        if (!answers.check(visit.texts(Form.class, "Form"))) {
            return page(visit, HttpStatus.BAD_REQUEST, form);
        }
        try {
            String path = deed.done(answers);
            return HttpResponse.seeOther(URI.create(path + (path.contains("?") ? "&" : "?") + "done=" + form.id()));
        } catch (WebRefusal refusal) {
            return refused(visit, form, refusal.problem());
        } catch (Refusal refusal) {
            String code = refusal.code().name();
            return refused(visit, form, new Problem(Problem.status(code), code, refusal.detail()));
        }
    }

    private HttpResponse<?> refused(Visit visit, Form form, Problem problem) {
        form.refused(new Problem(problem.status(), problem.code(), printed(problem.detail())));
        return page(visit, problem.status(), form);
    }

    /** With the numbers that are printed on cards, where it names cards by their ids. */
    private JsonObject printed(JsonObject detail) {
        JsonObject printed = detail;
        for (String member : CARDS) {
            Optional<String> number = Optional.ofNullable(detail.text(member)).flatMap(this::numberOf);
            if (number.isPresent()) {
                printed = printed.with(member, number.get());
            }
        }
        return printed;
    }

    private Optional<String> numberOf(String card) {
        return db.one("SELECT number FROM own.card WHERE id = ?", row -> row.getString(1), card);
    }
}
