package io.promptyard.router.published;

import io.promptyard.router.config.RouterConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The configuration in force in this process, and what is made of it. All that is made switches together, in one step; who
 * looks once for each record works on it under one configuration. Thread-safe; looking waits for nobody.
 */
public final class LiveConfig implements Supplier<RouterConfig> {
    private final List<Function<RouterConfig, ?>> makers = new ArrayList<>();
    private volatile InForce inForce;

    private record InForce(RouterConfig config, List<Object> made) {}

    public LiveConfig(RouterConfig config) {
        inForce = new InForce(config, List.of());
    }

    @Override
    public RouterConfig get() {
        return inForce.config();
    }

    /** What is made of the configuration now, and made anew before each switch. */
    public synchronized <T> Supplier<T> each(Function<RouterConfig, T> maker) {
        int at = makers.size();
        makers.add(maker);
        List<Object> made = new ArrayList<>(inForce.made());
        made.add(maker.apply(inForce.config()));
        inForce = new InForce(inForce.config(), List.copyOf(made));
        return () -> at(at);
    }

    @SuppressWarnings("unchecked") // put there by the maker of that place
    private <T> T at(int place) {
        return (T) inForce.made().get(place);
    }

    /** Switches when all is made; when a maker throws, nothing has changed. */
    public synchronized void use(RouterConfig config) {
        List<Object> made = new ArrayList<>();
        makers.forEach(maker -> made.add(maker.apply(config)));
        inForce = new InForce(config, List.copyOf(made));
    }
}
