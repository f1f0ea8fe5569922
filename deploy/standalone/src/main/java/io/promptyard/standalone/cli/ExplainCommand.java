package io.promptyard.standalone.cli;

import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.Constraints;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
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
import java.math.BigDecimal;
import java.nio.file.Path;
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
    @Option(names = "--prompt-file", paramLabel = "F", required = true, description = "text of the prompt")
    private Path promptFile;

    @Mixin
    private ConfigOption config;

    @Option(names = "--endpoint", paramLabel = "NAME", description = "endpoint it comes from")
    private String endpoint = PromptRequest.DEFAULT;

    @Option(names = "--tenant", paramLabel = "NAME", description = "tenant it comes from")
    private String tenant = PromptRequest.DEFAULT;

    @Option(names = "--key", paramLabel = "NAME", description = "name or fingerprint of the API key it comes with")
    private @Nullable String key;

    @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "a tag; may be repeated")
    private Map<String, String> tags = Map.of();

    @Option(names = "--model", paramLabel = "NAME", description = "model asked for")
    private String model = PromptRequest.AUTO;

    @Option(names = "--region", paramLabel = "NAME", description = "a region it may be processed in; may be repeated")
    private List<String> regions = List.of();

    @Option(names = "--zero-retention", description = "only where no prompt is kept")
    private boolean zeroRetention;

    @Option(names = "--provider", paramLabel = "NAME", description = "a provider that may be given it; may be repeated")
    private List<String> providers = List.of();

    @Option(
            names = "--not-provider",
            paramLabel = "NAME",
            description = "a provider that may not be given it; may be repeated")
    private List<String> notProviders = List.of();

    @Option(names = "--data-class", paramLabel = "NAME", description = "class of the data that it holds")
    private @Nullable String dataClass;

    @Option(names = "--max-cost-usd", paramLabel = "USD", description = "most that the call may be expected to cost")
    private @Nullable BigDecimal maxCostUsd;

    @Option(names = "--at", paramLabel = "TIME", description = "when, such as 2026-11-23T22:30:00Z; default: now")
    private @Nullable String at;

    @Option(names = "--json", description = "one JSON object, for machines")
    private boolean json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RouterConfig router = config.load(Map.of()).router();
        Instant now = when();
        PromptRequest request = request(now);
        Classification classification = classify(router, request);
        ClassifiedPrompt prompt = new ClassifiedPrompt(
                request, classification, List.of(), now.plus(router.retries().deadline()), "");
        RouteDecision decision = CostAwarePolicy.of(router).decide(prompt, now);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ExplainJson.of(decision, AppliedCeiling.of(router, prompt, decision, now)));
        } else {
            ExplainTable.print(out, decision, AppliedCeiling.of(router, prompt, decision, now));
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

    private PromptRequest request(Instant now) throws IOException {
        if (maxCostUsd != null && maxCostUsd.signum() < 0) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--max-cost-usd: must not be below 0 (got \"" + maxCostUsd + "\")");
        }
        PromptRequest request = new PromptRequest(
                new RequestId("explain"),
                now,
                null,
                tenant,
                endpoint,
                tags,
                model,
                new Constraints(
                        regions, zeroRetention, maxCostUsd, null, List.of(), providers, notProviders, dataClass),
                PromptBody.ofUser(Files.read(promptFile)),
                false,
                null,
                null,
                null);
        return request.withKeyId(key);
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
