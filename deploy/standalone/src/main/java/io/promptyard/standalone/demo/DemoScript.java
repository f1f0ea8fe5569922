package io.promptyard.standalone.demo;

import io.promptyard.connector.CallTimeouts;
import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.simulator.FaultRule;
import io.promptyard.simulator.FaultScript;
import io.promptyard.simulator.Latency;
import io.promptyard.simulator.SimulatorSettings;
import io.promptyard.simulator.SimulatorSettings.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the simulated providers behave: how fast each is, and what goes wrong in which of its calls. The windows count
 * calls, not seconds, so that a slow machine sees the same faults.
 */
final class DemoScript {
    /** The one model that nothing but an explicit wish leads to: dearer than others that are as good. */
    static final Target ALWAYS_FAILS = Target.of("anthropic", "claude-opus-4-1");

    /** Short enough that a provider that hangs is given up while one watches. */
    static final CallTimeouts TIMEOUTS = new CallTimeouts(
            Duration.ofSeconds(2), Duration.ofMillis(2500), Duration.ofMillis(2500), Duration.ofSeconds(8));

    private static final double TAIL = 3.5;
    private static final double TOKENS_PER_SECOND = 400;
    private static final int DEFAULT_MEDIAN_MILLIS = 250;
    private static final Map<String, Integer> MEDIAN_MILLIS =
            Map.of("mistral", 150, "qwen", 180, "gemini", 220, "openai", 260, "deepseek", 320, "anthropic", 380);

    /**
     * What goes wrong at one provider, from one part of the run to another: {@code share} is how much of all prompts
     * the provider gets, {@code from} and {@code to} are parts of that.
     */
    private record Trouble(String provider, double share, double from, double to, String fault, String words) {
        long first(int prompts) {
            return 1 + Math.round(prompts * share * from);
        }

        long last(int prompts) {
            return Math.max(first(prompts), Math.round(prompts * share * to));
        }
    }

    private static final List<Trouble> TROUBLES = List.of(
            new Trouble("mistral", 0.24, 0.10, 0.45, "fail429after1", "answers 429, come back in 1 s"),
            new Trouble("deepseek", 0.34, 0.25, 0.60, "fail503", "answers 503"),
            new Trouble("qwen", 0.23, 0.30, 0.36, "hang", "takes the call and never answers"),
            new Trouble("qwen", 0.23, 0.60, 0.80, "reset", "closes the connection"),
            new Trouble("openai", 0.08, 0.20, 0.60, "quota", "says that the account is out of quota"),
            new Trouble("gemini", 0.06, 0.20, 0.50, "malformed", "answers what is not JSON"),
            new Trouble("anthropic", 0.06, 0.20, 0.40, "fail529", "answers 529, overloaded"));

    private DemoScript() {}

    static FaultScript faults(int prompts, Set<ProviderId> simulated) {
        List<FaultRule> rules = new ArrayList<>();
        // The first rule that holds decides, so the one without a window comes first.
        rules.add(FaultRule.of("fail500").forModel(ALWAYS_FAILS.model().value()));
        for (Trouble trouble : TROUBLES) {
            if (simulated.contains(new ProviderId(trouble.provider()))) {
                rules.add(FaultRule.of(trouble.fault())
                        .forProvider(trouble.provider())
                        .forCalls(trouble.first(prompts), trouble.last(prompts)));
            }
        }
        return new FaultScript(rules);
    }

    /** The same in words, a line each. */
    static List<String> story(int prompts, Set<ProviderId> simulated) {
        List<String> lines = new ArrayList<>();
        for (Trouble trouble : TROUBLES) {
            if (simulated.contains(new ProviderId(trouble.provider()))) {
                long first = trouble.first(prompts);
                long last = trouble.last(prompts);
                lines.add("%s %s (%s)"
                        .formatted(
                                trouble.provider(),
                                trouble.words(),
                                first == last ? "its call " + first : "its calls " + first + " to " + last));
            }
        }
        lines.add(ALWAYS_FAILS + " always answers 500; one prompt insists on it");
        lines.add("one prompt asks for region \"" + DemoPlan.NOWHERE + "\", where nobody serves");
        return lines;
    }

    /** Latency and token pace by provider, the faults still to come: they start with the prompts. */
    static SimulatorSettings settings(ModelCatalogue catalogue, long seed) {
        Map<String, Pace> paces = new HashMap<>();
        for (ModelSpec model : catalogue.all()) {
            String provider = model.target().provider().value();
            int median = MEDIAN_MILLIS.getOrDefault(provider, DEFAULT_MEDIAN_MILLIS);
            paces.put(
                    model.target().model().value(),
                    new Pace(
                            new Latency.LogNormal(Duration.ofMillis(median), Duration.ofMillis((long) (median * TAIL))),
                            TOKENS_PER_SECOND));
        }
        return SimulatorSettings.defaults().seed(seed).models(paces);
    }
}
