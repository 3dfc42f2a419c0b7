package qingshan.gateway.season;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import qingshan.rules.party.PartyKind;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;

/** Reads {@code season.json}, strictly: no member more, none less, none twice; decimals as numbers or strings. */
final class SettingsReader {
    static final String FILE = "season.json";
    private static final long MILLIONTHS_A_GRAM = 1_000;
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,"
            + (SeasonLimits.SETTINGS_WHOLE_DIGITS_MAX - 1)
            + "})(\\.[0-9]{1,"
            + SeasonLimits.SETTINGS_DECIMALS_MAX
            + "})?");
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private @Nullable String season;
    private @Nullable LocalDate from;
    private @Nullable LocalDate to;
    private long yield;
    private long min;
    private long max;
    private @Nullable Set<PartyKind> kinds;

    private SettingsReader() {}

    static SeasonSettings read(byte[] bytes) {
        if (bytes.length > SeasonLimits.SETTINGS_BYTES_MAX) {
            throw SeasonException.at(SeasonFault.IMPORT_LINE_TOO_LONG, FILE, 1, SeasonLimits.SETTINGS_BYTES_MAX);
        }
        try (JsonParser json = JSON.createParser(text(bytes))) {
            SettingsReader reader = new SettingsReader();
            reader.object(json, "", reader::member);
            if (json.nextToken() != null) {
                throw invalid("", json);
            }
            return reader.settings();
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw SeasonException.at(SeasonFault.IMPORT_SETTINGS_JSON, line, e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("read from memory", e);
        }
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw SeasonException.at(SeasonFault.IMPORT_SETTINGS_JSON, 1, "not UTF-8");
        }
    }

    private interface Member {
        void read(String name, JsonParser json) throws IOException;
    }

    private void object(JsonParser json, String path, Member member) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw invalid(path, json);
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            member.read(json.currentName(), json);
        }
    }

    private void member(String name, JsonParser json) throws IOException {
        switch (name) {
            case "season" -> season = name(name, json);
            case "from" -> from = day(name, json);
            case "to" -> to = day(name, json);
            case "leaf_yield_kg_per_mu" -> yield = grams(name, json);
            case "leaf_kg_per_made_kg" -> object(json, name, this::band);
            case "certificate_required_from" -> kinds = kinds(name, json);
            default -> throw SeasonException.at(SeasonFault.IMPORT_SETTINGS_UNKNOWN, name);
        }
    }

    private void band(String name, JsonParser json) throws IOException {
        switch (name) {
            case "min" -> min = decimal("leaf_kg_per_made_kg." + name, json);
            case "max" -> max = decimal("leaf_kg_per_made_kg." + name, json);
            default -> throw SeasonException.at(SeasonFault.IMPORT_SETTINGS_UNKNOWN, "leaf_kg_per_made_kg." + name);
        }
    }

    private SeasonSettings settings() {
        LocalDate first = need("from", from);
        LocalDate last = need("to", to);
        need("leaf_yield_kg_per_mu", yield == 0 ? null : yield);
        need("leaf_kg_per_made_kg.min", min == 0 ? null : min);
        need("leaf_kg_per_made_kg.max", max == 0 ? null : max);
        if (last.isBefore(first)) {
            throw SeasonException.at(SeasonFault.IMPORT_SETTINGS_VALUE, "to", last);
        }
        if (max < min) {
            throw SeasonException.at(SeasonFault.IMPORT_SETTINGS_VALUE, "leaf_kg_per_made_kg.max", decimalOf(max));
        }
        SeasonSettings settings = new SeasonSettings(
                need("season", season), first, last, yield, min, max, need("certificate_required_from", kinds));
        mustBeHeld("from", first, settings.fromEpochMilli());
        mustBeHeld("to", last, settings.untilEpochMilli() - 1);
        return settings;
    }

    /** Whether the ledger has room for a moment of a day. */
    private static void mustBeHeld(String name, LocalDate day, long epochMilli) {
        try {
            LedgerTime.ofEpochMilli(epochMilli);
        } catch (IllegalArgumentException e) {
            throw SeasonException.at(SeasonFault.IMPORT_SETTINGS_VALUE, name, day);
        }
    }

    private static <T> T need(String name, @Nullable T value) {
        if (value == null) {
            throw SeasonException.at(SeasonFault.IMPORT_SETTINGS_MISSING, name);
        }
        return value;
    }

    private static String string(String name, JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.VALUE_STRING) {
            throw invalid(name, json);
        }
        return json.getText();
    }

    private static String name(String name, JsonParser json) throws IOException {
        String value = string(name, json);
        try {
            return new Name(value).value();
        } catch (IllegalArgumentException e) {
            throw invalid(name, json);
        }
    }

    private static LocalDate day(String name, JsonParser json) throws IOException {
        String value = string(name, json);
        if (!MarketTime.isDay(value)) {
            throw invalid(name, json);
        }
        return LocalDate.parse(value);
    }

    /** In millionths, above zero. The text is taken as it stands; it never passes through a floating-point number. */
    private static long decimal(String name, JsonParser json) throws IOException {
        JsonToken token = json.nextToken();
        boolean number = token == JsonToken.VALUE_STRING
                || token == JsonToken.VALUE_NUMBER_INT
                || token == JsonToken.VALUE_NUMBER_FLOAT;
        if (!number || !DECIMAL.matcher(json.getText()).matches()) {
            throw invalid(name, json);
        }
        long value = new BigDecimal(json.getText())
                .movePointRight(SeasonLimits.SETTINGS_DECIMALS_MAX)
                .longValueExact();
        if (value == 0) {
            throw invalid(name, json);
        }
        return value;
    }

    /** Kilograms to grams, whole ones. */
    private static long grams(String name, JsonParser json) throws IOException {
        long millionths = decimal(name, json);
        if (millionths % MILLIONTHS_A_GRAM != 0) {
            throw invalid(name, json);
        }
        return millionths / MILLIONTHS_A_GRAM;
    }

    private static String decimalOf(long millionths) {
        return BigDecimal.valueOf(millionths, SeasonLimits.SETTINGS_DECIMALS_MAX)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static Set<PartyKind> kinds(String name, JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_ARRAY) {
            throw invalid(name, json);
        }
        Set<PartyKind> found = EnumSet.noneOf(PartyKind.class);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            PartyKind kind = json.currentToken() == JsonToken.VALUE_STRING ? Kinds.of(json.getText()) : null;
            if (kind == null || !found.add(kind)) {
                throw invalid(name, json);
            }
        }
        return found;
    }

    private static SeasonException invalid(String name, JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        String value = token == null ? "" : token.isScalarValue() ? json.getText() : token.asString();
        return SeasonException.at(SeasonFault.IMPORT_SETTINGS_VALUE, name, value == null ? "" : value);
    }
}
