package io.promptyard.standalone.cli;

import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.classify.learned.Correctable;
import io.promptyard.router.classify.second.SecondTierListener;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.AppliedCeiling;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.standalone.runtime.SecondTier;
import io.promptyard.standalone.runtime.ShippedClassifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "explain",
        description = "Say where a prompt would go, and why not elsewhere; calls nobody.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private PromptOption prompt;

    @Mixin
    private ConfigOption config;

    @Option(names = "--at", paramLabel = "TIME", description = "when, such as 2026-11-23T22:30:00Z; default: now")
    private @Nullable String at;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Instant now = when();
        PromptRequest request = prompt.read(spec.commandLine(), now);
        RouterConfig router = config.load(Map.of()).router();
        Classification classification = classify(router, request);
        ClassifiedPrompt classified = new ClassifiedPrompt(
                request, classification, List.of(), now.plus(router.retries().deadline()), "");
        RouteDecision decision = CostAwarePolicy.of(router).decide(classified, now);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ExplainJson.of(decision, AppliedCeiling.of(router, classified, decision, now)));
        } else {
            ExplainTable.print(out, decision, AppliedCeiling.of(router, classified, decision, now));
        }
        out.flush();
        return decision instanceof RouteDecision.Routed ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static Classification classify(RouterConfig router, PromptRequest request) {
        Correctable first = ShippedClassifier.of(router, System::nanoTime);
        try (SecondTier second = SecondTier.of(router.classifier())) {
            return second.over(first, SecondTierListener.NONE, System::nanoTime).classify(request);
        }
    }

    private Instant when() {
        if (at == null) {
            return Instant.now();
        }
        try {
            return Instant.parse(at);
        } catch (DateTimeParseException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--at: must be a time such as 2026-11-23T22:30:00Z (got \"" + at + "\")");
        }
    }
}
