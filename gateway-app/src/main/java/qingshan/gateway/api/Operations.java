package qingshan.gateway.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import qingshan.gateway.api.Operation.Answer;
import qingshan.gateway.api.Operation.Parameter;
import qingshan.gateway.embedded.Catalogue;
import qingshan.gateway.list.Column;
import qingshan.gateway.list.Filter;
import qingshan.gateway.list.ListQuery;
import qingshan.gateway.list.Listing;
import qingshan.gateway.list.Lists;
import qingshan.gateway.staff.Role;
import qingshan.rules.Bounds;
import qingshan.rules.Opening;
import qingshan.rules.authority.Authorization;
import qingshan.rules.batch.BatchCommand;
import qingshan.rules.card.CardCommand;
import qingshan.rules.json.Json;
import qingshan.rules.json.JsonObject;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Day;
import qingshan.rules.value.LedgerTime;

/** All that REST does, made of the commands' records and of the lists' definitions. */
final class Operations {
    private static final String JSON = "application/json";
    private static final JsonObject DOCUMENT = Schemas.type("object");
    private static final JsonObject WORDS = Schemas.type("string");
    private static final List<String> EVERY_ROLE =
            Arrays.stream(Role.values()).map(Role::code).toList();

    private final Schemas schemas;
    private final List<Operation> all = new ArrayList<>();

    private Operations(Schemas schemas) {
        this.schemas = schemas;
    }

    /** In the order of the description. */
    static List<Operation> of(Schemas schemas) {
        Operations operations = new Operations(schemas);
        CommandTypes.ALL.forEach(operations::command);
        Lists.ALL.forEach(operations::list);
        operations.others();
        return List.copyOf(operations.all);
    }

    private void command(String name, Class<?> type) {
        schemas.put(name, schemas.record(type));
        SortedMap<String, Json> members = new TreeMap<>();
        members.put("command", JsonObject.of("$ref", Schemas.AT + name));
        if (type == CardCommand.RecordSlip.class) {
            members.put("opening", schemas.of(Opening.class));
        } else if (type == BatchCommand.RecordBatch.class) {
            members.put("openings", DOCUMENT.with("additionalProperties", schemas.of(Opening.class)));
        }
        SortedMap<String, Json> done = new TreeMap<>(Map.of(
                "txId", Schemas.pattern("^[0-9a-f]{64}$"),
                "block", Schemas.integer(0, Bounds.INTEGER_MAX),
                "result", DOCUMENT));
        all.add(new Operation(
                "post",
                "/api/v1/commands/" + name,
                Catalogue.contract(name),
                name,
                CommandTypes.hasId(type)
                        ? List.of(new Parameter(CommandController.KEY, "header", schemas.of(CommandId.class)))
                        : List.of(),
                Schemas.object(members, List.of("command")),
                List.of(new Answer(JSON, Schemas.object(done, List.of("txId", "block", "result")))),
                Authorization.LINES.stream()
                        .filter(line -> line.command().equals(name))
                        .map(line -> line.mspId() + " " + line.attribute())
                        .toList()));
    }

    private void list(Listing list) {
        SortedMap<String, Json> properties = new TreeMap<>();
        for (Column column : list.columns()) {
            properties.put(column.name(), schema(column));
        }
        String item = "list." + list.name();
        schemas.put(item, Schemas.object(properties, List.of()));
        JsonObject items = Schemas.type("array").with("items", JsonObject.of("$ref", Schemas.AT + item));
        SortedMap<String, Json> page = new TreeMap<>(Map.of("items", items, "next", WORDS));
        List<Parameter> parameters =
                new ArrayList<>(list.filters().stream().map(this::parameter).toList());
        parameters.add(new Parameter(ListQuery.AFTER, "query", Schemas.text(1, 1_500)));
        parameters.add(new Parameter(ListQuery.HOW_MANY, "query", Schemas.integer(1, ListQuery.LIMIT_MAX)));
        List<String> who = list.roles().stream().sorted().map(Role::code).toList();
        all.add(new Operation(
                "get",
                "/api/v1/" + list.name(),
                "lists",
                item,
                parameters,
                null,
                List.of(new Answer(JSON, Schemas.object(page, List.of("items"))), new Answer("text/csv", WORDS)),
                who));
        if (!list.id().isEmpty()) {
            all.add(get(
                    "/api/v1/" + list.name() + "/{id}",
                    "lists",
                    item + ".one",
                    new Parameter("id", "path", Schemas.text(1, 400)),
                    JsonObject.of("$ref", Schemas.AT + item),
                    who));
        }
    }

    private void others() {
        all.add(new Operation(
                "post",
                "/api/v1/revealed",
                "lists",
                "reveal",
                List.of(),
                schemas.record(ListApiController.Ask.class),
                List.of(new Answer(JSON, Schemas.object(new TreeMap<>(Map.of("value", WORDS)), List.of("value")))),
                EVERY_ROLE));
        Parameter id = new Parameter("id", "path", Schemas.text(1, 200));
        all.add(get("/api/v1/trace/{id}", "others", "trace", id, DOCUMENT, EVERY_ROLE));
        all.add(new Operation(
                "get",
                "/api/v1/events",
                "others",
                "events",
                List.of(),
                null,
                List.of(new Answer("text/event-stream", WORDS)),
                EVERY_ROLE));
        Parameter run = new Parameter("run", "path", Schemas.pattern("^[0-9a-f]{64}(\\.(json|csv|txt))?$"));
        all.add(get("/api/v1/reports/{run}", "others", "report", run, DOCUMENT, List.of(Role.IMPORTER.code())));
    }

    private static Operation get(
            String path, String group, String id, Parameter parameter, JsonObject answer, List<String> who) {
        return new Operation("get", path, group, id, List.of(parameter), null, List.of(new Answer(JSON, answer)), who);
    }

    private Parameter parameter(Filter filter) {
        JsonObject schema = switch (filter.kind()) {
            case TEXT -> Schemas.text(0, 200);
            case DAY -> schemas.of(Day.class);
            case CHOICE -> WORDS.with("enum", Schemas.strings(Stream.concat(Stream.of(""), filter.choices().stream())));
        };
        return new Parameter(filter.name(), "query", schema);
    }

    private JsonObject schema(Column column) {
        return switch (column.type()) {
            case TEXT, ID, CODE, DOCUMENT, MASKED -> WORDS;
            case COUNT, WEIGHT, AREA, MONEY -> Schemas.type("integer");
            case FLAG -> Schemas.type("boolean");
            case TIME -> schemas.of(LedgerTime.class);
            case DAY -> schemas.of(Day.class);
        };
    }
}
