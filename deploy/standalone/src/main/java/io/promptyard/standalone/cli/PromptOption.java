package io.promptyard.standalone.cli;

import io.promptyard.gateway.openai.ChatBody;
import io.promptyard.model.Constraints;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** A prompt of a file, as text or as the body of a request, and what else is known of it. What a flag says goes before what the body does, as headers do. */
final class PromptOption {
    @Option(names = "--prompt-file", paramLabel = "F", description = "text of the prompt")
    private @Nullable Path text;

    @Option(
            names = "--body-file",
            paramLabel = "F",
            description = "in its place: JSON body of a chat completion, as the gateway takes it")
    private @Nullable Path body;

    @Option(names = "--endpoint", paramLabel = "NAME", description = "endpoint it comes from")
    private @Nullable String endpoint;

    @Option(names = "--tenant", paramLabel = "NAME", description = "tenant it comes from")
    private @Nullable String tenant;

    @Option(names = "--key", paramLabel = "NAME", description = "name or fingerprint of the API key it comes with")
    private @Nullable String key;

    @Option(names = "--tag", paramLabel = "KEY=VALUE", description = "a tag; may be repeated")
    private @Nullable Map<String, String> tags;

    @Option(names = "--model", paramLabel = "NAME", description = "model asked for")
    private @Nullable String model;

    @Option(names = "--region", paramLabel = "NAME", description = "a region it may be processed in; may be repeated")
    private @Nullable List<String> regions;

    @Option(names = "--zero-retention", description = "only where no prompt is kept")
    private boolean zeroRetention;

    @Option(names = "--provider", paramLabel = "NAME", description = "a provider that may be given it; may be repeated")
    private @Nullable List<String> providers;

    @Option(
            names = "--not-provider",
            paramLabel = "NAME",
            description = "a provider that may not be given it; may be repeated")
    private @Nullable List<String> notProviders;

    @Option(names = "--data-class", paramLabel = "NAME", description = "class of the data that it holds")
    private @Nullable String dataClass;

    @Option(names = "--max-cost-usd", paramLabel = "USD", description = "most that the call may be expected to cost")
    private @Nullable BigDecimal maxCostUsd;

    /** @throws CommandLine.ParameterException where neither is given or both are, and where a body is none that the gateway would take */
    PromptRequest read(CommandLine line, Instant now) throws IOException {
        if (maxCostUsd != null && maxCostUsd.signum() < 0) {
            throw new CommandLine.ParameterException(
                    line, "--max-cost-usd: must not be below 0 (got \"" + maxCostUsd + "\")");
        }
        RequestId id = new RequestId("explain");
        if (text != null && body != null) {
            throw new CommandLine.ParameterException(line, "--prompt-file and --body-file: must not be given both");
        }
        if (body != null) {
            return over(body(body, id, line, now));
        }
        if (text == null) {
            throw new CommandLine.ParameterException(
                    line, "Missing required option: '--prompt-file=F' or '--body-file=F'");
        }
        return over(PromptRequest.of(id, now, PromptBody.ofUser(Files.read(text))));
    }

    private static PromptRequest body(Path file, RequestId id, CommandLine line, Instant now) throws IOException {
        try {
            return ChatBody.prompt(Files.read(file).getBytes(StandardCharsets.UTF_8), id, now);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(line, "--body-file: " + file + ": " + e.getMessage(), e);
        }
    }

    private PromptRequest over(PromptRequest read) {
        Constraints said = read.constraints();
        Constraints constraints = new Constraints(
                first(regions, said.regions()),
                zeroRetention || said.zeroRetention(),
                maxCostUsd == null ? said.maxCostUsd() : maxCostUsd,
                said.minQuality(),
                said.capabilities(),
                first(providers, said.providers()),
                first(notProviders, said.notProviders()),
                dataClass == null ? said.dataClass() : dataClass);
        PromptRequest request = new PromptRequest(
                read.id(),
                read.createdAt(),
                null,
                first(tenant, read.tenant()),
                first(endpoint, read.endpoint()),
                first(tags, read.tags()),
                first(model, read.model()),
                constraints,
                read.body(),
                read.stream(),
                null,
                null,
                null);
        return request.withKeyId(key).withPriority(read.priority());
    }

    private static <T> T first(@Nullable T flag, T read) {
        return flag == null ? read : flag;
    }
}
