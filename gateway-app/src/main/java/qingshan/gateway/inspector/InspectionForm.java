package qingshan.gateway.inspector;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import qingshan.gateway.Sentences;
import qingshan.gateway.form.Answers;
import qingshan.gateway.form.Field;
import qingshan.gateway.form.Field.Kind;
import qingshan.gateway.form.Form;
import qingshan.gateway.form.Paths;
import qingshan.gateway.web.Visit;
import qingshan.gateway.web.WebRefusal;
import qingshan.rules.Bounds;
import qingshan.rules.origin.Inspection;
import qingshan.rules.origin.OriginCommand.RecordInspection;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.RecordName;

/**
 * The form of an inspection. It has room for some items; in a row in which something stands nothing may be missing, and the
 * rows that stay empty are no items.
 */
final class InspectionForm {
    /** Rows at first, and how many more are asked for at a time. */
    static final int ROWS = 3;

    static final String REPORT_HASH = "reportHash";

    private static final String NAME = "name";
    private static final String PASSED = "passed";
    private static final List<String> TEXTS = List.of(NAME, "method", "limit", "result");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private InspectionForm() {}

    /** As many rows as are asked for, within reason. */
    static int rows(int asked) {
        return Math.clamp(asked, ROWS, Bounds.ITEMS_MAX);
    }

    /**
     * The form.
     *
     * @param rows that it has room for
     * @param sent what was typed, which says which rows are filled
     */
    static Form of(Visit visit, String lot, int rows, Map<String, String> sent, Lots lots) {
        Sentences texts = InspectorTexts.of(visit);
        Form form = InspectorTexts.form(visit, "inspect", address(lot), LotController.HERE)
                .back(LotController.address(lot))
                .ask(
                        suggesting("kind", null, true, lots.kinds()),
                        Field.choice("laboratory", lots.laboratories()),
                        Field.text("sample").optional());
        List<String> items = lots.items();
        List<Field.Choice> passed =
                List.of(InspectorTexts.verdict(visit, "passed"), InspectorTexts.verdict(visit, "failed"));
        boolean none = IntStream.range(0, rows).noneMatch(row -> isFilled(sent, row));
        for (int row = 0; row < rows; row++) {
            boolean required = isFilled(sent, row) || (none && row == 0);
            for (String text : TEXTS) {
                String label = texts.say("item." + text) + " " + (row + 1);
                form.ask(suggesting(text + row, label, required, text.equals(NAME) ? items : List.of()));
            }
            form.ask(
                    new Field(PASSED + row, Kind.CHOICE, required, texts.say("item.passed") + " " + (row + 1), passed));
        }
        List<Field.Choice> verdicts = Field.words(Inspection.Verdict.values()).stream()
                .map(word -> InspectorTexts.verdict(visit, word))
                .toList();
        return form.ask(Field.choice("verdict", verdicts), Field.text(REPORT_HASH));
    }

    private static Field suggesting(String name, @Nullable String label, boolean required, List<String> used) {
        return new Field(
                name,
                Kind.TEXT,
                required,
                label,
                used.stream().map(text -> new Field.Choice(text, text)).toList());
    }

    /** Where it is. */
    static String address(String lot) {
        return Paths.of("/lots/inspect", "id", lot);
    }

    /** The fields of a row. */
    static List<Field> row(Form form, int row) {
        List<Field> fields = new ArrayList<>();
        TEXTS.forEach(text -> fields.add(form.field(text + row)));
        fields.add(form.field(PASSED + row));
        return fields;
    }

    private static boolean isFilled(Map<String, String> sent, int row) {
        return !sent.getOrDefault(PASSED + row, "").isBlank()
                || TEXTS.stream()
                        .anyMatch(text -> !sent.getOrDefault(text + row, "").isBlank());
    }

    /** What it becomes. */
    static RecordInspection command(String lot, int rows, Answers answers, LedgerTime at) {
        String hash = answers.of(REPORT_HASH);
        if (!DIGEST.matcher(hash).matches()) {
            throw WebRefusal.badValue(REPORT_HASH, "is no SHA-256");
        }
        List<Inspection.Item> items = IntStream.range(0, rows)
                .filter(row -> !answers.of(NAME + row).isEmpty())
                .mapToObj(row -> new Inspection.Item(
                        answers.text(NAME + row),
                        answers.text("method" + row),
                        answers.text("limit" + row),
                        answers.text("result" + row),
                        answers.of(PASSED + row).equals("passed")))
                .toList();
        return new RecordInspection(
                answers.once().id(),
                at,
                new RecordName(lot),
                answers.text("kind"),
                new Id(answers.of("laboratory")),
                answers.optional("sample"),
                items,
                verdict(answers.of("verdict")),
                new Digest(hash));
    }

    private static Inspection.Verdict verdict(String word) {
        for (Inspection.Verdict verdict : Inspection.Verdict.values()) {
            if (Field.words(verdict).getFirst().equals(word)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException("checked before: " + word);
    }
}
