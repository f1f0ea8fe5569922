package io.promptyard.standalone.cli;

import io.promptyard.model.Candidate;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.router.classify.learned.Correctable;
import io.promptyard.router.classify.second.SecondTierListener;
import io.promptyard.router.config.RouterConfig;
import io.promptyard.router.policy.CostAwarePolicy;
import io.promptyard.router.policy.RouteDecision;
import io.promptyard.standalone.runtime.SecondTier;
import io.promptyard.standalone.runtime.ShippedClassifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "explain",
        description = "Say where a prompt would go, and why not elsewhere; calls nobody.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Option(names = "--prompt-file", paramLabel = "F", required = true, description = "text of the prompt")
    private Path promptFile;

    @Mixin
    private ConfigOption config;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RouterConfig router = config.load(Map.of()).router();
        Instant now = Instant.now();
        PromptRequest request =
                PromptRequest.of(new RequestId("explain"), now, PromptBody.ofUser(Files.read(promptFile)));
        Classification classification = classify(router, request);
        ClassifiedPrompt prompt = new ClassifiedPrompt(
                request, classification, List.of(), now.plus(router.retries().deadline()), "");
        RouteDecision decision = CostAwarePolicy.of(router).decide(prompt, now);
        PrintWriter out = spec.commandLine().getOut();
        print(out, decision);
        out.flush();
        return decision instanceof RouteDecision.Routed ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static Classification classify(RouterConfig router, PromptRequest request) {
        Correctable first = ShippedClassifier.of(router, System::nanoTime);
        try (SecondTier second = SecondTier.of(router.classifier())) {
            return second.over(first, SecondTierListener.NONE, System::nanoTime).classify(request);
        }
    }

    private static void print(PrintWriter out, RouteDecision decision) {
        RoutingDecision record = decision.record();
        var seen = record.classification();
        out.printf(
                "task %s (%.2f)  domain %s  language %s  tokens %d  complexity %.2f%n",
                seen.task().label(),
                seen.taskConfidence(),
                seen.domain().isEmpty() ? "-" : seen.domain(),
                seen.language(),
                seen.promptTokens(),
                seen.complexity());
        out.printf("route %s  strategy %s%n%n", record.route(), record.strategy());
        Table table = new Table("candidate", "score", "expected USD", "", "why not");
        for (Candidate candidate : record.candidates()) {
            table.row(
                    candidate.target().toString(),
                    candidate.score() == null ? "-" : "%.3f".formatted(candidate.score()),
                    candidate.expectedCostUsd() == null
                            ? "-"
                            : candidate.expectedCostUsd().toPlainString(),
                    candidate.state().name().toLowerCase(Locale.ROOT),
                    why(candidate));
        }
        table.print(out);
        out.println();
        out.println(
                switch (decision) {
                    case RouteDecision.Routed routed ->
                        "goes to " + routed.dispatch().target();
                    case RouteDecision.Unroutable no -> "goes nowhere: " + no.kind() + ": " + no.message();
                });
    }

    private static String why(Candidate candidate) {
        return (candidate.reason() + " " + candidate.detail()).strip();
    }
}
