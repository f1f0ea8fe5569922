package io.promptyard.bench.suite;

import io.promptyard.bench.process.Machine;
import io.promptyard.bench.report.Report;
import io.promptyard.bench.report.Report.Builder;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.router.classify.HeuristicClassifier;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.live.LivePolicy;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.router.policy.RoutingPolicy;
import io.promptyard.standalone.demo.DemoPrompt;
import io.promptyard.standalone.demo.DemoPrompts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** What one decision costs, on one thread, by the strategy that decides and by the size of the configuration. */
final class DecisionBench {
    private static final Instant NOW = Instant.parse("2026-10-01T12:00:00Z");
    private static final int MODELS = 200;
    private static final int ROUTES = 100;
    private static final String COSTS = "costs of all models";

    private final TimedLoop loop;
    private final List<ClassifiedPrompt> prompts;

    private DecisionBench(TimedLoop loop, List<ClassifiedPrompt> prompts) {
        this.loop = loop;
        this.prompts = prompts;
    }

    static Report run(BenchSettings settings, Consumer<String> progress) {
        String machine = Machine.describe();
        DecisionBench bench = new DecisionBench(new TimedLoop(settings, progress), prompts());
        return new Report(
                "decision",
                "./promptyard bench decision --markdown",
                machine,
                List.of(bench.strategies(), bench.sizes()),
                List.of(
                        "One thread; the prompts of the demo, classified before, in turn. Every prompt goes through all routes and"
                                + " matches the last: a tenth of the others are conditions in CEL, a third hours, the rest ask for a tag.",
                        "Every model is looked at and stands in the decision's record, which is made too. Something was seen of"
                                + " every model lately. The baseline multiplies and adds the decimals of every model's cost, and does nothing else."));
    }

    private static List<ClassifiedPrompt> prompts() {
        HeuristicClassifier classifier = HeuristicClassifier.create(System::nanoTime);
        List<ClassifiedPrompt> prompts = new ArrayList<>();
        for (DemoPrompt each : DemoPrompts.load()) {
            RequestId id = new RequestId("bench-" + prompts.size());
            PromptRequest request = PromptRequest.of(id, NOW, PromptBody.ofUser(each.prompt()));
            prompts.add(
                    new ClassifiedPrompt(request, classifier.classify(request), List.of(), NOW.plusSeconds(600), ""));
        }
        return prompts;
    }

    private Figures strategies() {
        DecisionWorld world = new DecisionWorld(MODELS, ROUTES);
        Map<String, List<IntSupplier>> rows = new LinkedHashMap<>();
        rows.put(COSTS, prompts.stream().map(world::costs).toList());
        for (Strategy strategy : List.of(
                new Strategy.CheapestCapable(),
                new Strategy.BestQuality(),
                new Strategy.QualityPerDollar(new BigDecimal("0.0001")),
                new Strategy.LowestLatency(),
                new Strategy.LeastBusy(),
                new Strategy.Headroom(),
                new Strategy.Split(world.shares()),
                new Strategy.Sticky(List.copyOf(world.shares().keySet()), "conversation"))) {
            rows.put(strategy.label(), decisions(world, strategy));
        }
        Builder figures = table(MODELS + " models, " + ROUTES + " routes, by strategy of the last");
        loop.measure(rows, figures);
        return figures.build();
    }

    private Figures sizes() {
        Builder figures = table("cheapest-capable, by size of the configuration");
        for (int[] size : new int[][] {{20, 1}, {20, ROUTES}, {MODELS, 1}, {MODELS, ROUTES}}) {
            DecisionWorld world = new DecisionWorld(size[0], size[1]);
            String of = ", " + size[0] + " models, " + size[1] + " routes";
            Map<String, List<IntSupplier>> rows = new LinkedHashMap<>();
            rows.put(COSTS + of, prompts.stream().map(world::costs).toList());
            rows.put("decision" + of, decisions(world, new Strategy.CheapestCapable()));
            loop.measure(rows, figures);
        }
        return figures.build();
    }

    private List<IntSupplier> decisions(DecisionWorld world, Strategy strategy) {
        RoutingPolicy policy = new LivePolicy(CostAwarePolicy.of(world.config(strategy)), world::snapshot);
        return prompts.stream()
                .map(prompt -> (IntSupplier) () -> {
                    RouteDecision decision = policy.decide(prompt, NOW);
                    if (!decision.record().route().equals(DecisionWorld.LAST)) {
                        throw new IllegalStateException(
                                "matched " + decision.record().route());
                    }
                    return decision.record().candidates().size();
                })
                .toList();
    }

    private static Builder table(String title) {
        return Figures.of(title, "what", "p50 µs", "p99 µs", "p99 CPU µs", "CPU µs", "per CPU second", "CPU / costs");
    }
}
