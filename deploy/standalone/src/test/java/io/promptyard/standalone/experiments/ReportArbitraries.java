package io.promptyard.standalone.experiments;

import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.ReplayReport;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Random reports, built from their declarations: a component added later is covered the day it is added. */
final class ReportArbitraries {
    private ReportArbitraries() {}

    static Arbitrary<ReplayReport> reports() {
        return record(ReplayReport.class).map(ReplayReport.class::cast);
    }

    private static Arbitrary<Object> record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<Arbitrary<Object>> values =
                Arrays.stream(components).map(ReportArbitraries::component).toList();
        return Combinators.combine(values).as(arguments -> create(type, components, arguments));
    }

    private static Arbitrary<Object> component(RecordComponent component) {
        AnnotatedType type = component.getAnnotatedType();
        Arbitrary<Object> values = type instanceof AnnotatedParameterizedType list
                ? any((Class<?>) list.getAnnotatedActualTypeArguments()[0].getType())
                        .list()
                        .ofMaxSize(3)
                        .map(items -> items)
                : any((Class<?>) type.getType());
        return type.isAnnotationPresent(Nullable.class) ? values.injectNull(0.3) : values;
    }

    private static Arbitrary<Object> any(Class<?> type) {
        if (type == Estimate.class) {
            return estimate();
        }
        if (type == Target.class) {
            return Arbitraries.of("openai/gpt-4o", "my-host_2.x/meta-llama/Llama-3.1-70B", "ollama/ü")
                    .map(Target::parse);
        }
        if (type == Task.class || type.isEnum()) {
            return Arbitraries.of(type.getEnumConstants()).map(each -> each);
        }
        return type.isRecord() ? record(type) : leaf(type).map(each -> each);
    }

    private static Arbitrary<Object> estimate() {
        return Combinators.combine(
                        Arbitraries.doubles().between(-1, 1).list().ofSize(3),
                        Arbitraries.doubles().between(0.5, 0.99),
                        Arbitraries.longs().between(0, 1_000_000),
                        text())
                .as((bounds, confidence, count, method) -> {
                    double[] sorted =
                            bounds.stream().mapToDouble(each -> each).sorted().toArray();
                    return new Estimate(sorted[1], sorted[0], sorted[2], confidence, count, 7, method);
                });
    }

    private static Arbitrary<?> leaf(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> text();
            case "long" -> Arbitraries.longs().between(0, Long.MAX_VALUE);
            case "double" ->
                Arbitraries.oneOf(
                        Arbitraries.doubles(), Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0, 1e-300));
            case "Double" -> Arbitraries.doubles().between(0, 1);
            case "boolean" -> Arbitraries.of(true, false);
            case "Instant" ->
                Arbitraries.longs()
                        .between(-4_000_000_000_000L, 4_000_000_000_000L)
                        .map(Instant::ofEpochMilli);
            case "BigDecimal" ->
                Combinators.combine(
                                Arbitraries.bigIntegers()
                                        .between(BigInteger.TEN.pow(18).negate(), BigInteger.TEN.pow(18)),
                                Arbitraries.integers().between(0, 12))
                        .as(BigDecimal::new);
            default -> throw new IllegalArgumentException("no arbitrary for " + type);
        };
    }

    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange('\0', '\ud7ff').ofMaxLength(12),
                Arbitraries.of("", "🙂 grüß 世界", "</script><script>alert(1)</script>", "=1+1", "\n\t\"\\,;'"));
    }

    private static Object create(Class<?> type, RecordComponent[] components, List<Object> arguments) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            return constructor.newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + ": " + arguments, e);
        }
    }
}
