package io.promptyard.gateway.ops;

import java.util.Objects;
import java.util.function.BooleanSupplier;

/** One thing that must hold before traffic may come. {@code holds} is asked on an event loop: it must not block. */
public record ReadinessCheck(String name, BooleanSupplier holds) {
    public ReadinessCheck {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(holds, "holds");
    }
}
