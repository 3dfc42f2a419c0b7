package qingshan.rules.json;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import qingshan.rules.Code;
import qingshan.rules.Refusal;

/**
 * Turns records into JSON and back, strictly: each component is a member of the same name; a {@code @Nullable} one may
 * be left out; a member that no component has is refused. A record of one component named {@code value} is written as
 * that value. An enum constant is written in kebab case. A sealed interface is written as its record with one more
 * member, {@code type}, the record's simple name.
 *
 * <p>A constructor's {@link IllegalArgumentException} becomes a BAD_VALUE with the path of the record, its {@link
 * BadMember} one with the path of that member.
 */
public final class Records {
    private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return new Shape(type);
        }
    };
    /** Reflection looks for the permitted classes each time that it is asked. */
    private static final ClassValue<Boolean> SEALED = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return type.isSealed();
        }
    };

    private static final ClassValue<Map<String, Object>> CONSTANTS = new ClassValue<>() {
        @Override
        protected Map<String, Object> computeValue(Class<?> type) {
            Map<String, Object> constants = new TreeMap<>();
            for (Object constant : type.getEnumConstants()) {
                constants.put(kebab((Enum<?>) constant), constant);
            }
            return constants;
        }
    };
    private static final ClassValue<Map<String, Class<?>>> VARIANTS = new ClassValue<>() {
        @Override
        protected Map<String, Class<?>> computeValue(Class<?> type) {
            Map<String, Class<?>> variants = new TreeMap<>();
            collect(type, variants);
            return variants;
        }
    };

    private Records() {}

    /**
     * Reads a record or a sealed interface's record.
     *
     * @throws Refusal UNKNOWN_FIELD, MISSING_FIELD, WRONG_TYPE or BAD_VALUE, with {@code field}
     */
    public static <T> T read(JsonObject json, Class<T> type) {
        return type.cast(convert(json, type, Path.ROOT));
    }

    /**
     * Reads a document that stands within another.
     *
     * @param path of the document, with which the refusal's {@code field} begins
     */
    public static <T> T read(Json json, Class<T> type, String path) {
        return type.cast(convert(json, type, Path.ROOT.member(path)));
    }

    /** Reads what {@link #write} wrote. */
    public static <T> T read(byte[] canonical, Class<T> type) {
        return read(JsonParser.stored(canonical), type);
    }

    /** A record as JSON; with the member {@code type} if {@code as} is a sealed interface. */
    public static <T> JsonObject write(T value, Class<? super T> as) {
        return (JsonObject) json(value, as);
    }

    /** A record as canonical bytes. */
    public static <T> byte[] bytes(T value, Class<? super T> as) {
        return CanonicalJson.bytes(write(value, as));
    }

    private static void collect(Class<?> type, Map<String, Class<?>> variants) {
        if (type.isRecord()) {
            variants.put(type.getSimpleName(), type);
        } else {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, variants);
            }
        }
    }

    private static Json json(Object value, Type as) {
        return switch (value) {
            case Json already -> already;
            case String text -> new JsonString(text);
            case Long number -> new JsonInteger(number);
            case Integer number -> new JsonInteger(number);
            case Boolean bool -> new JsonBoolean(bool);
            case Enum<?> constant -> new JsonString(kebab(constant));
            case List<?> list -> {
                Type element = ((ParameterizedType) as).getActualTypeArguments()[0];
                List<Json> elements = new ArrayList<>(list.size());
                for (Object e : list) {
                    elements.add(json(e, element));
                }
                yield new JsonArray(elements);
            }
            case Record record -> object(record, as);
            default -> throw new IllegalStateException("no JSON for " + value.getClass());
        };
    }

    private static Json object(Record record, Type as) {
        Shape shape = SHAPES.get(record.getClass());
        JsonObject.Members members = new JsonObject.Members(shape.components.length + 1);
        for (Component component : shape.components) {
            Object value = component.of(record);
            if (value != null) {
                Json json = json(value, component.type);
                if (shape.scalar) {
                    return json;
                }
                members.put(component.name, json);
            }
        }
        if (as instanceof Class<?> c && SEALED.get(c)) {
            members.put("type", new JsonString(record.getClass().getSimpleName()));
        }
        return members.object();
    }

    private static Object convert(Json json, Type type, Path path) {
        if (type instanceof ParameterizedType list) {
            JsonArray array = expect(json, JsonArray.class, path);
            Type element = list.getActualTypeArguments()[0];
            Object[] elements = new Object[array.elements().size()];
            for (int i = 0; i < elements.length; i++) {
                elements[i] = convert(array.elements().get(i), element, new Path(path, null, i));
            }
            return List.of(elements);
        }
        Class<?> c = (Class<?>) type;
        if (c == String.class) {
            return expect(json, JsonString.class, path).value();
        } else if (c == long.class) {
            return expect(json, JsonInteger.class, path).value();
        } else if (c == int.class) {
            long value = expect(json, JsonInteger.class, path).value();
            if (value != (int) value) {
                throw Refusal.ofField(Code.BAD_VALUE, path.toString(), "beyond 2^31 - 1");
            }
            return (int) value;
        } else if (c == boolean.class) {
            return expect(json, JsonBoolean.class, path).value();
        } else if (c == JsonObject.class) {
            return expect(json, JsonObject.class, path);
        } else if (c.isEnum()) {
            return constant(expect(json, JsonString.class, path).value(), c, path);
        } else if (SEALED.get(c)) {
            return variant(expect(json, JsonObject.class, path), c, path);
        } else {
            return record(json, SHAPES.get(c), path, null);
        }
    }

    private static Object variant(JsonObject json, Class<?> type, Path path) {
        String name = json.text("type");
        if (name == null) {
            throw Refusal.ofField(Code.MISSING_FIELD, path.member("type").toString(), "a text is needed here");
        }
        Class<?> variant = VARIANTS.get(type).get(name);
        if (variant == null) {
            throw Refusal.ofField(Code.BAD_VALUE, path.member("type").toString(), "not a type known here");
        }
        return record(json, SHAPES.get(variant), path, "type");
    }

    /** @param allowed a member that stands for no component, or null */
    private static Object record(Json json, Shape shape, Path path, @Nullable String allowed) {
        Object[] arguments = new Object[shape.components.length];
        if (shape.scalar) {
            arguments[0] = convert(json, shape.components[0].type, path);
        } else {
            JsonObject object = expect(json, JsonObject.class, path);
            int known = allowed == null || object.get(allowed) == null ? 0 : 1;
            for (int i = 0; i < arguments.length; i++) {
                Component component = shape.components[i];
                Json value = component.name.equals(allowed) ? null : object.get(component.name);
                if (value != null) {
                    known++;
                    arguments[i] = convert(value, component.type, path.member(component.name));
                } else if (!component.optional) {
                    throw Refusal.ofField(
                            Code.MISSING_FIELD, path.member(component.name).toString(), "is needed");
                }
            }
            if (known < object.size()) {
                throw unknown(object, shape, path, allowed);
            }
        }
        return shape.make(arguments, path);
    }

    private static Refusal unknown(JsonObject object, Shape shape, Path path, @Nullable String allowed) {
        for (int i = 0; i < object.size(); i++) {
            String name = object.name(i);
            if (!shape.names.contains(name) && !name.equals(allowed)) {
                return Refusal.ofField(Code.UNKNOWN_FIELD, path.member(name).toString(), "is not known here");
            }
        }
        throw new IllegalStateException("every member is known");
    }

    /** Where a value stands; written out only when something is wrong with it. */
    private record Path(@Nullable Path parent, @Nullable String name, int index) {
        static final Path ROOT = new Path(null, null, 0);

        Path member(String member) {
            return new Path(this, member, 0);
        }

        @Override
        public String toString() {
            String before = parent == null ? "" : parent.toString();
            if (name != null) {
                return before.isEmpty() ? name : before + "." + name;
            }
            return parent == null ? "" : before + "[" + index + "]";
        }
    }

    private static <T extends Json> T expect(Json json, Class<T> type, Path path) {
        if (!type.isInstance(json)) {
            String wanted = type.getSimpleName().substring("Json".length()).toLowerCase(Locale.ROOT);
            throw Refusal.ofField(Code.WRONG_TYPE, path.toString(), "is a " + json.kind() + ", not a " + wanted);
        }
        return type.cast(json);
    }

    private static Object constant(String text, Class<?> type, Path path) {
        Object constant = CONSTANTS.get(type).get(text);
        if (constant == null) {
            throw Refusal.ofField(Code.BAD_VALUE, path.toString(), "not a value known here");
        }
        return constant;
    }

    /** An enum constant as JSON writes it. */
    public static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private record Component(String name, Type type, boolean optional, Method accessor) {
        @Nullable
        Object of(Record record) {
            try {
                return accessor.invoke(record);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("reading " + accessor, e);
            }
        }
    }

    /** What reflection says of one record class, asked once. */
    private static final class Shape {
        final Component[] components;
        final Set<String> names = new LinkedHashSet<>();
        final boolean scalar;
        private final Constructor<?> constructor;

        Shape(Class<?> type) {
            RecordComponent[] parts = type.getRecordComponents();
            if (parts == null) {
                throw new IllegalStateException(type + " is no record");
            }
            components = new Component[parts.length];
            Class<?>[] types = new Class<?>[parts.length];
            for (int i = 0; i < parts.length; i++) {
                Method accessor = parts[i].getAccessor();
                // forms that only one class knows are private records
                accessor.setAccessible(true);
                components[i] = new Component(
                        parts[i].getName(), parts[i].getGenericType(), optional(parts[i].getAnnotatedType()), accessor);
                names.add(components[i].name);
                types[i] = parts[i].getType();
            }
            scalar = parts.length == 1 && components[0].name.equals("value");
            try {
                constructor = type.getDeclaredConstructor(types);
                constructor.setAccessible(true);
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException("a record without its constructor", e);
            }
        }

        private static boolean optional(AnnotatedType type) {
            return type.isAnnotationPresent(Nullable.class);
        }

        Object make(Object[] arguments, Path path) {
            try {
                return constructor.newInstance(arguments);
            } catch (InvocationTargetException e) {
                if (e.getCause() instanceof BadMember bad) {
                    throw Refusal.ofField(
                            Code.BAD_VALUE, path.member(bad.member()).toString(), String.valueOf(bad.getMessage()));
                }
                if (e.getCause() instanceof IllegalArgumentException bad) {
                    throw Refusal.ofField(Code.BAD_VALUE, path.toString(), String.valueOf(bad.getMessage()));
                }
                if (e.getCause() instanceof Refusal refusal) {
                    throw refusal;
                }
                throw new IllegalStateException("making a record failed", e);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("making a record failed", e);
            }
        }
    }
}
