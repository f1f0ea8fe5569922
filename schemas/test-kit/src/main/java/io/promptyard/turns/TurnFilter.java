package io.promptyard.turns;

import java.lang.reflect.AnnotatedElement;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.PostDiscoveryFilter;

/** Leaves out what has a {@link Turn} that is not today's. Registered by a file in {@code META-INF/services} of a module's test resources. */
public final class TurnFilter implements PostDiscoveryFilter {
    private final Turns turns;

    /** For the service loader. */
    public TurnFilter() {
        this(Turns.today());
    }

    public TurnFilter(Turns turns) {
        this.turns = turns;
    }

    @Override
    public FilterResult apply(TestDescriptor test) {
        Optional<Turn> turn = test.getSource().flatMap(TurnFilter::turn);
        return FilterResult.includedIf(
                turn.isEmpty() || turns.has(turn.get().value(), turn.get().of()),
                () -> "its turn, or it has none",
                () -> "not its turn today");
    }

    private static Optional<Turn> turn(TestSource source) {
        return switch (source) {
            case MethodSource method -> on(method::getJavaMethod).or(() -> on(method::getJavaClass));
            case ClassSource type -> on(type::getJavaClass);
            default -> Optional.empty();
        };
    }

    private static Optional<Turn> on(Supplier<? extends AnnotatedElement> element) {
        return Optional.ofNullable(element.get().getAnnotation(Turn.class));
    }
}
