package io.promptyard.standalone.runtime;

import io.promptyard.connector.ConnectorContext;
import io.promptyard.gateway.Gateway;
import io.promptyard.gateway.ops.OpsServer;
import io.promptyard.gateway.ops.ReadinessCheck;
import io.promptyard.router.RouterApplications;
import io.promptyard.router.app.KafkaSettings;
import io.promptyard.router.classify.learned.Correctable;
import io.promptyard.router.config.ClassifierConfig;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.metrics.RouterMetrics;
import io.promptyard.router.policy.RoutingPolicy;
import io.promptyard.router.published.LiveConfig;
import io.promptyard.serde.RegistryConfig;
import io.promptyard.serde.RegistryWait;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.simulator.Simulator;
import io.promptyard.standalone.StartupException;
import io.promptyard.topic.RouterTopics;
import io.vertx.core.Vertx;
import io.vertx.micrometer.MicrometerMetricsFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A running process. {@link #start} returns when it is ready, or throws and leaves nothing behind; {@link #close} drains
 * and stops it. Both block: not for event loops.
 */
public final class Promptyard implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration REGISTRY_PAUSE = Duration.ofSeconds(1);

    private final Launch launch;
    private final Clock clock = Clock.systemUTC();
    private final Parts parts = new Parts();
    private final Drain drain;
    private volatile boolean ready;
    private String bootstrapServers = "";
    private String registryUrl = "";
    private @Nullable Simulator simulator;
    private volatile @Nullable Gateway gateway;
    private @Nullable OpsServer ops;
    private @Nullable RunningRouter router;
    private final Meters meters = new Meters();
    private final HealthPart health;

    private Promptyard(Launch launch) {
        this.launch = launch;
        this.health = new HealthPart(launch, meters.registry(), clock);
        this.drain = new Drain(launch.drain());
    }

    /** @throws StartupException when a port, directory, topic, broker or registry is not to be had */
    public static Promptyard start(Launch launch) {
        Promptyard promptyard = new Promptyard(launch);
        try {
            promptyard.start();
            return promptyard;
        } catch (RuntimeException e) {
            promptyard.close();
            throw e;
        }
    }

    private void start() {
        parts.opened("meters", meters);
        Vertx vertx = Vertx.builder()
                .withMetrics(new MicrometerMetricsFactory(meters.registry()))
                .build();
        parts.opened("vertx", () -> Await.done(vertx.close(), PATIENCE, "vertx"));
        startOps(vertx);
        Platform platform = Platform.start(vertx, launch, parts);
        bootstrapServers = platform.bootstrapServers();
        registryUrl = platform.registryUrl();
        boolean create = !(launch.cluster() instanceof Cluster.Remote remote) || remote.createTopics();
        SerdeFactory serdes = parts.open("serdes", SerdeFactory.connect(RegistryConfig.of(registryUrl)));
        List<LaneTopics> lanes = launch.traffic().lanes().stream()
                .map(lane -> new LaneTopics(
                        lane,
                        Topics.ensure(bootstrapServers, lane.topics(), launch, create),
                        RouterTopics.of(lane.topics(), serdes)))
                .toList();
        RegistryWait registry = RegistryWait.sleeping(clock, PATIENCE, REGISTRY_PAUSE);
        lanes.forEach(lane ->
                Registry.warm(serdes, lane.bound(), launch.config().providers().keySet(), registry));
        LiveConfig live =
                LiveConfigPart.start(standIns(vertx), launch, lanes.getFirst(), bootstrapServers, parts, meters);
        startRouter(vertx, live, serdes, lanes, platform.stateDir());
        startGateway(vertx, live, lanes);
        awaitRunning();
        ready = true;
    }

    private void startOps(Vertx vertx) {
        List<ReadinessCheck> checks = List.of(
                new ReadinessCheck("started", () -> ready),
                new ReadinessCheck("streams", () -> router == null || router.isRunning()),
                new ReadinessCheck("gateway", () -> !launch.share().roles().contains(Role.GATEWAY) || gateway != null));
        Ports ports = launch.ports();
        OpsServer server = Await.done(
                OpsServer.start(vertx, ports.host(), ports.management(), checks, meters::scrape, health)
                        .recover(failure -> Bind.failed(
                                "the management server", ports, ports.management(), "--management-port", failure)),
                PATIENCE,
                "the management server");
        ops = server;
        parts.opened("management server", () -> Await.done(server.close(), PATIENCE, "management server"));
    }

    private RouterConfig standIns(Vertx vertx) {
        if (launch.simulated().providers().isEmpty()) {
            return launch.config();
        }
        Simulator started = StandIns.start(vertx, launch.simulated().settings());
        parts.opened("simulator", () -> Await.done(started.close(), PATIENCE, "simulator"));
        simulator = started;
        return StandIns.redirect(launch.config(), launch.simulated().providers(), started);
    }

    private void startRouter(Vertx vertx, LiveConfig live, SerdeFactory serdes, List<LaneTopics> lanes, Path stateDir) {
        RouterConfig config = live.get();
        RunningRouter running = parts.open("routers and workers", new RunningRouter(drain));
        SecondTier second = parts.open(
                "second tier",
                SecondTier.of(
                        launch.share().roles().contains(Role.ROUTER) ? config.classifier() : ClassifierConfig.DEFAULT));
        Correctable classifier = second.overShipped(live, meters.registry());
        PolicyPart policies = new PolicyPart(live, lanes, parts, clock);
        for (LaneTopics each : lanes) {
            RouterMetrics metrics =
                    new RouterMetrics(meters.registry(), each.lane().name());
            ConnectorContext context = new ConnectorContext(vertx, clock, metrics::parameterDropped, health.board());
            RouterApplications factory = applications(live, serdes, each, stateDir, metrics);
            LearningPart learning = learning(classifier, config, each, factory.kafka());
            learning.learner().ifPresent(running::addLearner);
            if (launch.share().roles().contains(Role.ROUTER)) {
                RoutingPolicy policy = policies.policy(factory.kafka());
                running.addRouter(factory, each, learning.classifier(), policy, context, meters.registry());
            }
            if (launch.share().roles().contains(Role.WORKER)) {
                running.addWorkers(
                        factory,
                        each.standing(),
                        each.lane().onRestart(),
                        new TreeSet<>(launch.share().workers()),
                        context);
            }
        }
        running.start(meters);
        router = running;
    }

    private LearningPart learning(Correctable classifier, RouterConfig config, LaneTopics lane, KafkaSettings kafka) {
        return LearningPart.start(
                classifier,
                config,
                lane,
                kafka,
                launch.share().roles().contains(Role.LEARNER),
                parts,
                meters.registry(),
                clock);
    }

    private RouterApplications applications(
            LiveConfig live, SerdeFactory serdes, LaneTopics each, Path stateDir, RouterMetrics metrics) {
        KafkaSettings kafka = new KafkaSettings(
                bootstrapServers,
                stateDir,
                launch.share().instance(),
                each.lane().exactlyOnce(),
                1,
                launch.cluster() instanceof Cluster.Embedded ? 1 : -1,
                KafkaSettings.MAX_RECORD_BYTES,
                launch.traffic().kafkaProperties());
        return new RouterApplications(
                live.get(),
                each.bound(),
                serdes,
                kafka,
                metrics,
                clock,
                () -> ThreadLocalRandom.current().nextDouble(),
                () -> UUID.randomUUID().toString(),
                each.standing().replyPartitions(),
                live);
    }

    private void startGateway(Vertx vertx, LiveConfig live, List<LaneTopics> lanes) {
        if (!launch.share().roles().contains(Role.GATEWAY)) {
            return;
        }
        Ports ports = launch.ports();
        Gateway started = Await.done(
                GatewayPart.start(vertx, launch, bootstrapServers, live, lanes, clock, meters.registry())
                        .recover(failure -> Bind.failed("the gateway", ports, ports.gateway(), "--port", failure)),
                PATIENCE,
                "the gateway");
        gateway = started;
        parts.opened("gateway", () -> Await.done(started.close(), PATIENCE, "gateway"));
    }

    private void awaitRunning() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (router != null && !router.isRunning()) {
            if (System.nanoTime() > until) {
                throw new StartupException.NotStarted(
                        "the router", new IllegalStateException("not running after " + PATIENCE.toSeconds() + " s"));
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public String registryUrl() {
        return registryUrl;
    }

    /** Base URL of the management server. */
    public String managementUrl() {
        return "http://" + launch.ports().host() + ":" + (ops == null ? 0 : ops.port());
    }

    /** Base URL for OpenAI clients; empty when this process is no gateway. */
    public Optional<String> gatewayUrl() {
        return Optional.ofNullable(gateway)
                .map(started -> "http://" + launch.ports().host() + ":" + started.port() + "/v1");
    }

    /** The simulator that stands in; empty when none does. */
    public Optional<Simulator> simulator() {
        return Optional.ofNullable(simulator);
    }

    /** The meters in Prometheus' text format. */
    public String scrape() {
        return meters.scrape();
    }

    /**
     * Not ready any more, and new requests are refused; what is open is answered up to the drain's end. Then the gateway
     * ends, the workers' calls have what is left of the drain, and the applications and the platform end.
     */
    @Override
    public void close() {
        ready = false;
        drain.begin();
        Gateway open = gateway;
        if (open != null) {
            open.drain();
            drain.await(() -> open.waiting() == 0);
        }
        parts.close();
    }
}
