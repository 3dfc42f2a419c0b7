package qingshan.gateway.registrar;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.form.Answers;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Forms;
import qingshan.gateway.form.ListViews;
import qingshan.gateway.form.Once;
import qingshan.gateway.form.Sender;
import qingshan.gateway.keeper.Db;
import qingshan.gateway.party.Names;
import qingshan.gateway.staff.Staff;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.json.JsonObject;
import qingshan.rules.pack.Gtin;
import qingshan.rules.pack.PackCommand;
import qingshan.rules.pack.Product;
import qingshan.rules.value.Grams;

/** Products, by their GTIN. */
@Controller("/products")
@Secured(RegistrarTexts.REGISTRAR)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProductController {
    private static final String HERE = "/products";
    private static final String[] TEXTS = {
        "name", "englishName", "teaClass", "standard", "shelfLifeMonths", "licence", "telephone"
    };

    private final Forms forms;
    private final Names names;
    private final Sender sender;
    private final Db db;
    private final ListViews lists;

    ProductController(Forms forms, Names names, Sender sender, Db db, ListViews lists) {
        this.forms = forms;
        this.names = names;
        this.sender = sender;
        this.db = db;
        this.lists = lists;
    }

    @Get
    MutableHttpResponse<byte[]> list(HttpRequest<?> request, Visit visit) {
        return lists.of(request, visit, RegistrarTexts.of(visit), "products", HERE)
                .begin(true, HERE + "/new", "product.title")
                .each("correct", row -> HERE + "/" + row.get("gtin") + "/correct")
                .show("products");
    }

    @Get("/new")
    MutableHttpResponse<byte[]> blank(Visit visit) {
        return forms.show(visit, registration(visit));
    }

    @Post("/new")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> register(Visit visit, @Body Map<String, String> sent) {
        return forms.take(visit, registration(visit), sent, answers -> {
            String gtin = Gtin.shortest(answers.of("gtin"));
            if (known(gtin).isPresent() && !sender.knows(answers.once())) {
                throw WebRefusal.of(HttpStatus.CONFLICT, "ALREADY_EXISTS", JsonObject.of("field", "gtin"));
            }
            return send(Staff.required(visit), gtin, answers);
        });
    }

    @Get("/{gtin:[0-9]+}/correct")
    MutableHttpResponse<byte[]> correction(Visit visit, String gtin) {
        return forms.show(visit, correcting(visit, gtin));
    }

    @Post("/{gtin:[0-9]+}/correct")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> correct(Visit visit, String gtin, @Body Map<String, String> sent) {
        return forms.take(visit, correcting(visit, gtin), sent, answers -> send(Staff.required(visit), gtin, answers));
    }

    private String send(Staff staff, String gtin, Answers answers) {
        Names.Named maker = names.ofNumber(answers.of("maker"))
                .orElseThrow(() -> WebRefusal.of(
                        HttpStatus.UNPROCESSABLE_ENTITY, "UNKNOWN_CARD", JsonObject.of("field", "maker")));
        Product product = new Product(
                gtin,
                maker.card(),
                answers.optional("name"),
                answers.optional("englishName"),
                answers.optional("teaClass"),
                new Grams(answers.whole("netGrams")),
                answers.optional("standard"),
                answers.optional("shelfLifeMonths"),
                answers.optional("licence"),
                answers.optional("telephone"));
        Once once = answers.once();
        sender.send(staff, once, at -> new PackCommand.RegisterProduct(once.id(), at, product));
        return HERE;
    }

    private record Known(@Nullable String maker, long netGrams, Map<String, String> texts) {}

    private Optional<Known> known(String gtin) {
        return db.one(
                "SELECT coalesce(o.number, ''), p.net_grams, concat_ws(U&'\\001F', coalesce(p.name, ''),"
                        + " coalesce(english_name, ''), coalesce(tea_class, ''), coalesce(standard, ''),"
                        + " coalesce(shelf_life_months, ''), coalesce(licence, ''), coalesce(telephone, ''))"
                        + " FROM read.product p LEFT JOIN own.card o ON o.id = p.maker WHERE p.gtin = ?",
                row -> {
                    String[] said = row.getString(3).split("\u001f", -1);
                    Map<String, String> texts = new HashMap<>();
                    for (int i = 0; i < TEXTS.length; i++) {
                        texts.put(TEXTS[i], said[i]);
                    }
                    return new Known(row.getString(1), row.getLong(2), texts);
                },
                gtin);
    }

    private static Form registration(Visit visit) {
        return ask(RegistrarTexts.form(visit, "product", HERE + "/new", HERE)
                .ask(Field.of("gtin", Field.Kind.DIGITS))
                .place("BAD_GTIN", "gtin"));
    }

    private Form correcting(Visit visit, String gtin) {
        Known known = known(gtin).orElseThrow(WebRefusal::notFound);
        Form form = ask(RegistrarTexts.form(visit, "product-correct", HERE + "/" + gtin + "/correct", HERE)
                        .fact("field.gtin", gtin))
                .with("maker", known.maker)
                .with("netGrams", Long.toString(known.netGrams));
        known.texts.forEach(form::with);
        return form;
    }

    private static Form ask(Form form) {
        return form.ask(
                Field.text("maker"),
                Field.text("name").optional(),
                Field.text("englishName").optional(),
                Field.text("teaClass").optional(),
                Field.of("netGrams", Field.Kind.WHOLE),
                Field.text("standard").optional(),
                Field.text("shelfLifeMonths").optional(),
                Field.text("licence").optional(),
                Field.of("telephone", Field.Kind.TELEPHONE).optional());
    }
}
