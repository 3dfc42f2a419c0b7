package qingshan.rules.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Bounds;
import qingshan.rules.Code;
import qingshan.rules.batch.BatchEntry;
import qingshan.rules.json.JsonObject;
import qingshan.rules.party.Reader;
import qingshan.rules.signature.Algorithm;
import qingshan.rules.signature.Base64Url;
import qingshan.rules.signature.PublicKey;
import qingshan.rules.signature.SignatureValue;
import qingshan.rules.value.Area;
import qingshan.rules.value.CommandId;
import qingshan.rules.value.Counter;
import qingshan.rules.value.Digest;
import qingshan.rules.value.Fen;
import qingshan.rules.value.Grams;
import qingshan.rules.value.Id;
import qingshan.rules.value.LedgerTime;
import qingshan.rules.value.Name;
import qingshan.rules.value.Note;
import qingshan.rules.value.RecordName;
import qingshan.rules.value.Salt;
import qingshan.rules.value.Text;

/**
 * Makes records of any class, within their bounds and often at them, from a seed. What no generator fits by chance is
 * tried again until the record's own checks let it pass.
 */
public final class RandomRecords {
    private static final int TRIES = 2_000;
    private static final String[] CHARACTERS = {
        "a", "Z", "0", "/", "\"", "\\", "茶", "é", "\ue000", "\uffef", "🍵", "-", ".", "\u3000", "~"
    };

    private final SplittableRandom random;

    /** From this seed. */
    public RandomRecords(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A record of this class. */
    public <T> T next(Class<T> type) {
        IllegalArgumentException last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                return type.cast(value(type));
            } catch (IllegalArgumentException e) {
                last = e;
            }
        }
        throw new IllegalStateException("no " + type.getSimpleName() + " in " + TRIES + " tries", last);
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType list) {
            List<Object> elements = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                elements.add(value(list.getActualTypeArguments()[0]));
            }
            return elements;
        }
        Class<?> c = (Class<?>) type;
        Object known = known(c);
        if (known != null) {
            return known;
        }
        if (c.isEnum()) {
            return pick(c.getEnumConstants());
        }
        if (c.isSealed()) {
            List<? extends Class<?>> records = Sealed.records(c);
            return next(records.get(random.nextInt(records.size())));
        }
        return record(c);
    }

    private @Nullable Object known(Class<?> c) {
        return switch (c.getSimpleName()) {
            case "long" -> pick(0L, 1L, random.nextLong(1, 1_000_000), Bounds.INTEGER_MAX);
            case "int" -> random.nextInt(0, 20);
            case "boolean" -> random.nextBoolean();
            case "String" -> text(random.nextInt(1, 20));
            case "JsonObject" -> json(3);
            case "Id" -> new Id(hex(16));
            case "Digest" -> new Digest(hex(32));
            case "Salt" -> new Salt(hex(16));
            case "CommandId" -> World.commandId(hex(8));
            case "Text" -> new Text(text(random.nextInt(1, Bounds.TEXT_MAX + 1)));
            case "Note" -> new Note(text(random.nextInt(1, Bounds.NOTE_MAX + 1)));
            case "Name" -> new Name(text(random.nextInt(1, Bounds.NAME_MAX + 1)).replace('/', 'x'));
            case "Grams" -> new Grams(pick(1L, random.nextLong(1, 10_000_000), Bounds.INTEGER_MAX));
            case "Fen" -> new Fen(pick(0L, random.nextLong(10_000_000), Bounds.INTEGER_MAX));
            case "Area" -> new Area(pick(1L, random.nextLong(1, 10_000), Bounds.INTEGER_MAX));
            case "LedgerTime" -> time();
            case "Day" -> time().day(0);
            case "Counter" -> counter();
            case "RecordName" -> recordName();
            case "PublicKey" -> key();
            case "SignatureValue" -> new SignatureValue(Base64Url.encode(bytes(64)));
            case "Reader" -> pick(Reader.PUBLIC, new Reader("BankMSP"));
            case "BatchEntry" -> entry();
            case "Refused" -> c == BatchEntry.Refused.class ? refused() : null;
            default -> null;
        };
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] arguments = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            boolean optional = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            arguments[i] = optional && random.nextBoolean() ? null : value(components[i].getGenericType());
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException bad) {
                throw bad;
            }
            throw new IllegalStateException("making a " + type.getSimpleName(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("making a " + type.getSimpleName(), e);
        }
    }

    private BatchEntry entry() {
        boolean refused = random.nextBoolean();
        return new BatchEntry(
                pick("slips", "parties", "x"),
                random.nextLong(1_000_000),
                text(random.nextInt(1, 20)),
                random.nextBoolean() ? time() : null,
                refused ? null : json(3),
                refused ? refused() : null);
    }

    private BatchEntry.Refused refused() {
        return new BatchEntry.Refused(pick(Code.values()).name(), json(2));
    }

    private LedgerTime time() {
        return LedgerTime.ofEpochMilli(pick(0L, random.nextLong(4_102_444_800_000L), 1_772_661_600_000L));
    }

    private Counter counter() {
        return new Counter(
                new Id(hex(16)),
                random.nextInt(1, Bounds.KEYS_MAX + 1),
                pick(1L, random.nextLong(1, 10_000), Bounds.COUNTER_MAX));
    }

    private RecordName recordName() {
        return switch (random.nextInt(3)) {
            case 0 ->
                RecordName.row(
                        new Id(hex(16)),
                        new Name("2026-spring"),
                        pick("slips", "processing", "packing"),
                        new Text(text(5)));
            case 1 -> RecordName.command(new CommandId(World.commandId(hex(8)).value()));
            default -> RecordName.signed(counter());
        };
    }

    private PublicKey key() {
        return TestCard.of(new Id(hex(16)), pick(Algorithm.values())).publicKey();
    }

    private JsonObject json(int depth) {
        JsonObject object = JsonObject.EMPTY;
        for (int n = random.nextInt(4); n > 0; n--) {
            String name = text(random.nextInt(1, 9));
            object = switch (random.nextInt(depth > 0 ? 3 : 2)) {
                case 0 -> object.with(name, text(3));
                case 1 -> object.with(name, random.nextLong(-Bounds.INTEGER_MAX, Bounds.INTEGER_MAX));
                default -> object.with(name, json(depth - 1));
            };
        }
        return object;
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(pick(CHARACTERS));
        }
        // no space at either end: U+3000 is one to Java
        return text.toString().strip().isEmpty() ? "x" : text.toString().strip();
    }

    private String hex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @SafeVarargs
    private <T> T pick(T... some) {
        return some[random.nextInt(some.length)];
    }
}
