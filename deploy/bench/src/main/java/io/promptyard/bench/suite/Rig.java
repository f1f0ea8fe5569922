package io.promptyard.bench.suite;

import io.promptyard.bench.load.HttpTarget;
import io.promptyard.bench.load.Prompts;
import io.promptyard.bench.load.Target;
import io.promptyard.bench.load.TopicTarget;
import io.promptyard.bench.process.Footprint;
import io.promptyard.bench.process.Product;
import io.promptyard.bench.process.ProductConfig;
import io.promptyard.bench.process.SimulatorProcess;
import io.promptyard.bench.process.Workspace;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.Constraints;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A simulator and a product, each in its own process, and targets on them; the load comes from this process. */
final class Rig implements AutoCloseable {
    static final String MODEL = "auto";
    private static final String DIRECT_MODEL = "bench-model";
    private static final int PROMPT_BYTES = 1024;
    private static final int TEXTS = 64;
    private static final long SEED = 17;
    private static final double TOKENS_PER_SECOND = 200;
    private static final String PREFIX = "promptyard.";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Prompts prompts = Prompts.of(PROMPT_BYTES, TEXTS, new Random(SEED));
    private final Vertx vertx;
    private final Workspace workspace;
    private final SimulatorProcess simulator;
    private final Product product;
    private final RouterTopics topics;

    private Rig(BenchSettings settings, Duration latency, int maxConcurrency, boolean alsoHung, String ceilings) {
        workspace = part(Workspace.create());
        vertx = Vertx.vertx();
        parts.push(() -> vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
        simulator = part(SimulatorProcess.start(workspace.path(), latency, TOKENS_PER_SECOND));
        product = part(Product.start(
                workspace.path(),
                new ProductConfig(simulator.baseUrl(), maxConcurrency, alsoHung, ceilings),
                settings.options()));
        SerdeFactory serdes = part(SerdeFactory.connect(RegistryConfig.of(product.registryUrl())));
        topics = RouterTopics.of(new TopicNames(PREFIX), serdes);
    }

    /** Returns when the product serves. */
    static Rig start(BenchSettings settings, Duration latency, int maxConcurrency) {
        return new Rig(settings, latency, maxConcurrency, false, "");
    }

    /** The same with budgets and limits. */
    static Rig startWithCeilings(BenchSettings settings, Duration latency, int maxConcurrency, String ceilings) {
        return new Rig(settings, latency, maxConcurrency, false, ceilings);
    }

    /** The same with a second provider, which never answers: see {@link #hung}. */
    static Rig startWithHung(BenchSettings settings, Duration latency, int maxConcurrency) {
        return new Rig(settings, latency, maxConcurrency, true, "");
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    Product product() {
        return product;
    }

    /** What the product's process takes now. */
    Footprint footprint() {
        return Footprint.of(product.process(), workspace.path().resolve("data"));
    }

    SimulatorProcess simulator() {
        return simulator;
    }

    Target direct(boolean stream, int connections) {
        return part(new HttpTarget(vertx, simulator.baseUrl(), prompts, DIRECT_MODEL, stream, connections));
    }

    Target gateway(boolean stream, int connections) {
        return part(new HttpTarget(vertx, product.gatewayUrl(), prompts, MODEL, stream, connections));
    }

    Target topic(int lingerMillis) {
        return topic(lingerMillis, request -> request, response -> response.result() instanceof Answer);
    }

    /** Prompts of one endpoint, with an answer of so many tokens at most, under one key after the other. */
    Target topicOf(String endpoint, int maxTokens, int keys) {
        return part(new TopicTarget<>(
                product.bootstrapServers(),
                topics.prompts(),
                topics.responses(),
                "bench-" + endpoint + "-" + System.nanoTime(),
                5,
                (key, number) -> new PromptRequest(
                                new RequestId(key),
                                Instant.now(),
                                null,
                                PromptRequest.DEFAULT,
                                endpoint,
                                Map.of(),
                                PromptRequest.AUTO,
                                Constraints.NONE,
                                bounded(prompts.text(number), maxTokens),
                                false,
                                null,
                                null,
                                null)
                        .withKeyId("key-" + number % keys),
                response -> response.result() instanceof Answer));
    }

    private static PromptBody bounded(String text, int maxTokens) {
        return new PromptBody(
                List.of(ChatMessage.of(Role.USER, text)),
                List.of(),
                null,
                SamplingParameters.withMaxTokens(maxTokens),
                null,
                "{}");
    }

    /** Prompts of one tenant for the provider that never answers; each has ended well when it is refused. */
    Target hung(Instant deadline) {
        return topic(
                5,
                request -> new PromptRequest(
                        request.id(),
                        request.createdAt(),
                        deadline,
                        "greedy",
                        request.endpoint(),
                        request.tags(),
                        ProductConfig.HUNG_MODEL,
                        request.constraints(),
                        request.body(),
                        false,
                        null,
                        null,
                        null),
                response -> response.result() instanceof Refusal);
    }

    private Target topic(int lingerMillis, UnaryOperator<PromptRequest> change, Predicate<FinalResponse> good) {
        return part(new TopicTarget<>(
                product.bootstrapServers(),
                topics.prompts(),
                topics.responses(),
                "bench-" + System.nanoTime(),
                lingerMillis,
                (key, number) -> change.apply(
                        PromptRequest.of(new RequestId(key), Instant.now(), PromptBody.ofUser(prompts.text(number)))),
                good));
    }

    Target hops(int hops, int lingerMillis) {
        BareHops bare = part(BareHops.start(product.bootstrapServers(), hops, workspace.directory("hops-" + hops)));
        return part(new TopicTarget<>(
                product.bootstrapServers(),
                bare.in(),
                bare.out(),
                "hop",
                lingerMillis,
                (key, number) -> prompts.text(number).getBytes(StandardCharsets.US_ASCII),
                (byte[] value) -> value.length == PROMPT_BYTES));
    }

    @Override
    public void close() {
        IllegalStateException failure = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                failure = new IllegalStateException("not stopped cleanly", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
