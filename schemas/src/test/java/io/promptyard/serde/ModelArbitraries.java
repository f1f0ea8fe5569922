package io.promptyard.serde;

import io.promptyard.model.ModelId;
import io.promptyard.model.ProviderId;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.sessions.JqwikSession;
import org.jspecify.annotations.Nullable;

/**
 * Random model records, built from their declarations: a component added later is covered the day it is added. Numbers
 * are such as the constructors accept; texts have no lone surrogates, which UTF-8 cannot carry.
 */
final class ModelArbitraries {
    private static final Set<String> JSON = Set.of("extra", "json", "logprobs", "toolChoice", "responseFormat");
    private static final Set<String> NOT_BLANK = Set.of("id", "tenant", "endpoint", "model", "value");

    private ModelArbitraries() {}

    static <T> Arbitrary<T> of(Class<T> type) {
        return any(type, "").map(type::cast);
    }

    /** Some of them, the same every time, for tests that jqwik does not run. */
    static <T> List<T> samples(Class<T> type, int count) {
        List<T> samples = new ArrayList<>();
        JqwikSession.run(() -> of(type).generator(count).stream(new Random(count))
                .limit(count)
                .forEach(each -> samples.add(each.value())));
        return samples;
    }

    private static Arbitrary<Object> record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<Arbitrary<Object>> values =
                Arrays.stream(components).map(ModelArbitraries::component).toList();
        Constructor<?> constructor = constructor(type, components);
        return Combinators.combine(values).as(arguments -> create(constructor, arguments));
    }

    private static Arbitrary<Object> component(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        Arbitrary<Object> values = annotated(type, component.getName());
        return type.isAnnotationPresent(Nullable.class) ? values.injectNull(0.3) : values;
    }

    private static Arbitrary<Object> annotated(AnnotatedType type, String name) {
        if (type instanceof AnnotatedParameterizedType generic) {
            AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
            return arguments.length == 1
                    ? annotated(arguments[0], name).list().ofMaxSize(2).map(list -> list)
                    : Arbitraries.maps(text(), annotated(arguments[1], name))
                            .ofMaxSize(2)
                            .map(map -> map);
        }
        return any((Class<?>) type.getType(), name);
    }

    private static Arbitrary<Object> any(Class<?> type, String name) {
        if (type == ProviderId.class) {
            return Arbitraries.of("openai", "anthropic", "my-host_2.x").map(ProviderId::new);
        }
        if (type == ModelId.class) {
            return Arbitraries.of("gpt-4o", "meta-llama/Llama-3.1-70B", "ü").map(ModelId::new);
        }
        if (type.isRecord()) {
            return record(type);
        }
        if (type.isInterface() && type.isSealed()) {
            return Arbitraries.oneOf(Arrays.stream(type.getPermittedSubclasses())
                    .map(ModelArbitraries::record)
                    .toList());
        }
        if (type.isEnum()) {
            return Arbitraries.of(type.getEnumConstants()).map(constant -> constant);
        }
        return leaf(type, name).map(value -> value);
    }

    private static Arbitrary<?> leaf(Class<?> type, String name) {
        return switch (type.getSimpleName()) {
            case "String" -> text(name);
            case "int", "Integer" ->
                name.equals("priority")
                        ? Arbitraries.integers().between(0, 9)
                        : Arbitraries.integers().between(1, Integer.MAX_VALUE);
            case "long", "Long" -> Arbitraries.longs().between(0, Long.MAX_VALUE);
            case "double", "Double" -> Arbitraries.doubles().between(0, 1);
            case "boolean", "Boolean" -> Arbitraries.of(true, false);
            case "Instant" ->
                Arbitraries.longs()
                        .between(-4_000_000_000_000L, 4_000_000_000_000L)
                        .map(Instant::ofEpochMilli);
            case "BigDecimal" ->
                Arbitraries.integers()
                        .between(0, 12)
                        .flatMap(scale -> Arbitraries.bigIntegers()
                                .between(java.math.BigInteger.ZERO, java.math.BigInteger.TEN.pow(18))
                                .map(digits -> new BigDecimal(digits, scale)));
            case "ByteBuffer" ->
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20).map(ByteBuffer::wrap);
            default -> throw new IllegalArgumentException("no arbitrary for " + type + " " + name);
        };
    }

    private static Arbitrary<String> text(String name) {
        if (JSON.contains(name)) {
            return Arbitraries.of(
                    "{}",
                    "{\"a\":1.10,\"b\":[null,true,1e400],\"ü\":\"\\u0000 🙂\"}",
                    "{\"logit_bias\":{\"50256\":-100},\"n\":12345678901234567890}");
        }
        return NOT_BLANK.contains(name) ? text().filter(text -> !text.isBlank()) : text();
    }

    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('\0', '\ud7ff').ofMaxLength(12),
                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(30),
                Arbitraries.of("", "🙂 grüß 世界", "\n\t\"\\"));
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            return type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object create(Constructor<?> constructor, List<Object> arguments) {
        try {
            return constructor.newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(Map.of(constructor, arguments).toString(), e);
        }
    }
}
