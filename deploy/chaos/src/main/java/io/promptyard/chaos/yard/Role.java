package io.promptyard.chaos.yard;

import io.promptyard.bench.process.JavaProcess;
import io.promptyard.bench.process.ManagementPort;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** One {@code up} with what it printed when it became ready, last time. */
final class Role {
    private final YardProcess process;
    private final Map<String, String> printed = new ConcurrentHashMap<>();

    Role(String name, Supplier<JavaProcess> starter) {
        process = new YardProcess(
                name,
                () -> {
                    printed.clear();
                    return starter.get();
                },
                this::announced);
    }

    private void announced(JavaProcess running) {
        running.lineAfter("promptyard is ready");
        printed.put("management", running.lineAfter("management").split(" ")[0]);
        running.printed("gateway").ifPresent(url -> printed.put("gateway", url));
    }

    YardProcess process() {
        return process;
    }

    Optional<String> gatewayUrl() {
        return Optional.ofNullable(printed.get("gateway"));
    }

    Optional<ManagementPort> management() {
        return Optional.ofNullable(printed.get("management")).map(ManagementPort::new);
    }
}
