package io.promptyard.bench.usage;

import io.promptyard.bench.process.Product;
import io.promptyard.bench.process.SimulatorProcess;
import io.promptyard.bench.process.Workspace;
import io.promptyard.bench.usage.Mix.Ask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** One run: a product and simulated providers in processes of their own, the mix through the gateway, and the audit of it. */
final class UsageAudit {
    private static final Duration LATENCY = Duration.ofMillis(30);
    private static final double TOKENS_PER_SECOND = 800;
    private static final Duration SETTLE = Duration.ofSeconds(60);

    /** Each strikes so many in a hundred of the calls that those before it left alone. */
    private static final String SCRIPT = """
            rules:
              - { percent: 3, fault: fail429after50ms }
              - { percent: 3, fault: fail500 }
              - { percent: 2, fault: fail503 }
              - { percent: 1, fault: html502 }
              - { percent: 2, fault: reset }
              - { percent: 2, fault: earlyclose }
              - { percent: 2, fault: truncate }
              - { percent: 2, fault: errorevent }
              - { percent: 2, fault: errorfirst }
              - { percent: 2, fault: malformed }
              - { percent: 1, fault: cut }
              - { percent: 1, fault: empty }
              - { percent: 1, fault: filter }
              - { percent: 1, fault: stall }
              - { percent: 1, fault: hangbody }
            """;

    private static final String PROVIDER = """
              %1$s:
                dialect: %1$s
                base-url: %2$s/providers/%1$s%3$s
                api-key: audit
                timeouts: { first-token: 3s, idle: 3s, total: 30s }
                on-hang-up: %4$s
            """;
    private static final String MODEL = """
              %1$s:
                price: { input: %2$s, cached-input: %3$s, cache-write: %4$s, output: %5$s, reasoning: %6$s }
                context-window: 200000
                max-output: 4096
                capabilities: [tools, parallel-tools, streaming, reasoning]
            """;
    private static final String VECTORS = """
              %1$s: { kind: embedding, price: { input: %2$s, output: %3$s }, context-window: 8000 }
            """;
    private static final String REST = """
            routes:
              - { name: default, match: {}, strategy: cheapest-capable }
            retries: { max-attempts: 3, backoff: { initial: 50ms, max: 1s }, deadline: 45s }
            """;

    private final UsageSettings settings;
    private final Tariff tariff;
    private final Consumer<String> progress;

    UsageAudit(UsageSettings settings, Tariff tariff, Consumer<String> progress) {
        this.settings = settings;
        this.tariff = tariff;
        this.progress = progress;
    }

    Audit run() {
        progress.accept("starting the providers and the product");
        try (Workspace workspace = Workspace.create();
                SimulatorProcess simulator = SimulatorProcess.start(workspace.path(), LATENCY, TOKENS_PER_SECOND);
                Books books = new Books(origin(simulator.baseUrl()));
                Product product = Product.start(
                        workspace.path(), config(workspace.path(), origin(simulator.baseUrl())), List.of());
                Accounts accounts = new Accounts(product.bootstrapServers(), product.registryUrl())) {
            books.script(SCRIPT);
            progress.accept(settings.calls() + " calls");
            List<Told> told = ask(product.gatewayUrl(), Mix.of(settings.calls(), settings.seed()));
            progress.accept("waiting until all calls have ended");
            Map<String, Account> recorded = settled(accounts, books);
            return Audit.of(tariff, settings.finishes(), books.calls(), recorded, told)
                    .neverEnded(accounts.open());
        }
    }

    private List<Told> ask(String gatewayUrl, List<Ask> asks) {
        List<Told> told = new ArrayList<>();
        try (Client client = new Client(gatewayUrl);
                ExecutorService threads = Executors.newFixedThreadPool(settings.width())) {
            List<Callable<Told>> calls = asks.stream()
                    .map(ask -> (Callable<Told>) () -> client.ask(ask))
                    .toList();
            for (Future<Told> each : threads.invokeAll(calls)) {
                told.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client broke", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return told;
    }

    /** Until every call in the books has ended on both sides, or patience has. */
    private static Map<String, Account> settled(Accounts accounts, Books books) {
        long until = System.nanoTime() + SETTLE.toNanos();
        while (true) {
            Map<String, Account> recorded = accounts.read();
            boolean whole = accounts.open() == 0
                    && books.calls().stream()
                            .allMatch(call -> !call.outcome().equals("OPEN") && recorded.containsKey(call.attemptId()));
            if (whole || System.nanoTime() > until) {
                return recorded;
            }
        }
    }

    private Path config(Path home, String origin) {
        StringBuilder yaml = new StringBuilder("providers:\n");
        for (AuditedModel model : AuditedModel.values()) {
            yaml.append(PROVIDER.formatted(model.dialect(), origin, model.path(), settings.onHangUp()));
        }
        yaml.append("models:\n");
        for (AuditedModel model : AuditedModel.values()) {
            yaml.append(MODEL.formatted(
                    model.target(),
                    tariff.input(),
                    tariff.cached(),
                    tariff.cacheWrite(),
                    tariff.output(),
                    tariff.reasoning()));
            if (model.embeds()) {
                yaml.append(VECTORS.formatted(model.vectors(), tariff.input(), tariff.output()));
            }
        }
        try {
            return Files.writeString(home.resolve("config.yaml"), yaml.append(REST));
        } catch (IOException e) {
            throw new UncheckedIOException("no configuration for the product", e);
        }
    }

    private static String origin(String baseUrl) {
        return baseUrl.substring(0, baseUrl.indexOf("/providers/"));
    }
}
