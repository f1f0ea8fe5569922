package io.promptyard.router.policy;

import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.connector.catalogue.Price;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.EmbeddingInput;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.SpendOption;
import io.promptyard.model.ToolCall;
import io.promptyard.model.ToolDefinition;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most that one call of a target can cost, which budgets reserve before it is made: a token is at least one byte, an
 * answer at most what the prompt permits or the model can, and neither more than the window. Null where the price is not
 * known. Pure.
 */
final class SpendBound {
    private static final int MILLION_DIGITS = 6;

    /** What a provider adds around a message, a tool, and the description of tools as such. */
    private static final int MESSAGE_TOKENS = 32;

    private static final int TOOL_TOKENS = 256;
    private static final int FRAME_TOKENS = 1_024;

    private SpendBound() {}

    /**
     * The choice, and after it what a budget may take instead: cheaper at most, permitted and as good as is asked for, the
     * best first.
     */
    static List<SpendOption> options(
            Assessed choice, List<Assessed> assessed, Demand demand, Ceilings ceilings, double minQuality) {
        long tokens = promptTokens(demand.body());
        List<SpendOption> options = new ArrayList<>();
        SpendOption first = option(choice, demand, tokens);
        options.add(first);
        BigDecimal most = first.boundUsd();
        if (most == null) {
            return options;
        }
        assessed.stream()
                .filter(each -> each.permitted() && !ceilings.refuses(each) && each.qualityOrZero() >= minQuality)
                .filter(each -> !each.offer().target().equals(choice.offer().target()))
                .sorted(Comparator.comparingDouble(Assessed::qualityOrZero).reversed())
                .map(each -> option(each, demand, tokens))
                .filter(each -> each.boundUsd() != null && each.boundUsd().compareTo(most) < 0)
                .forEach(options::add);
        return options;
    }

    private static SpendOption option(Assessed each, Demand demand, long promptTokens) {
        ModelSpec spec = each.offer().spec();
        return new SpendOption(
                each.offer().target(),
                bound(spec, demand, promptTokens),
                each.cost(),
                tokens(spec, demand, promptTokens));
    }

    /**
     * What limits of tokens reserve: a bound where there is one, or what is expected. What is in the way of a bound is an
     * answer without {@code max_tokens} and a part that is no text: by their bounds hardly a minute would have room for them.
     */
    static long tokens(@Nullable ModelSpec spec, Demand demand, long promptTokens) {
        boolean framed =
                demand.body() instanceof PromptBody body && (!body.tools().isEmpty() || body.responseFormat() != null);
        long prompt = promptTokens == Long.MAX_VALUE
                ? demand.classification().promptTokens()
                : promptTokens - (framed ? 0 : FRAME_TOKENS);
        Integer limit = demand.outputLimit();
        if (limit == null) {
            return prompt + demand.expectedOutput();
        }
        long output = spec == null || spec.maxOutput() == null ? limit : Math.min(limit, spec.maxOutput());
        return prompt + Math.max(output, 0) * demand.choices();
    }

    static @Nullable BigDecimal bound(@Nullable ModelSpec spec, Demand demand, long promptTokens) {
        Price price = spec == null ? null : spec.price();
        if (spec == null || price == null) {
            return null;
        }
        long window = spec.contextWindow();
        long output = Math.min(window, spec.maxOutput() == null ? window : spec.maxOutput());
        Integer limit = demand.outputLimit();
        if (limit != null) {
            output = Math.min(output, Math.max(limit, 0));
        }
        BigDecimal input = dearest(price.input(), price.cacheWrite(), price.cacheWriteHour());
        return dearest(input, price.cachedInput(), null)
                .multiply(BigDecimal.valueOf(demand.windowed() ? Math.min(window, promptTokens) : promptTokens))
                .add(dearest(price.output(), price.reasoning(), null)
                        .multiply(BigDecimal.valueOf(output * demand.choices())))
                .movePointLeft(MILLION_DIGITS)
                .stripTrailingZeros();
    }

    private static BigDecimal dearest(BigDecimal price, @Nullable BigDecimal other, @Nullable BigDecimal third) {
        BigDecimal most = other == null ? price : price.max(other);
        return third == null ? most : most.max(third);
    }

    private static long promptTokens(PromptContent content) {
        return switch (content) {
            case PromptBody body -> promptTokens(body);
            case PromptContent.EmbeddingBody body -> promptTokens(body);
            case PromptContent.Sealed sealed -> Long.MAX_VALUE;
        };
    }

    private static long promptTokens(PromptContent.EmbeddingBody body) {
        long tokens = FRAME_TOKENS;
        for (EmbeddingInput input : body.inputs()) {
            tokens += switch (input) {
                case EmbeddingInput.Text text -> MESSAGE_TOKENS + bytes(text.text());
                case EmbeddingInput.Tokens given ->
                    MESSAGE_TOKENS + given.tokens().size();
            };
        }
        return tokens;
    }

    /** Of what is no text nobody knows how many tokens it is, so it may fill any window. */
    static long promptTokens(PromptBody body) {
        long tokens = FRAME_TOKENS + bytes(body.responseFormat()) + bytes(body.toolChoice()) + bytes(body.extra());
        for (ChatMessage message : body.messages()) {
            for (ContentPart part : message.content()) {
                if (!(part instanceof ContentPart.TextPart text)) {
                    return Long.MAX_VALUE;
                }
                tokens += bytes(text.text());
            }
            for (ToolCall call : message.toolCalls()) {
                tokens += MESSAGE_TOKENS + bytes(call.name()) + bytes(call.arguments()) + bytes(call.id());
            }
            tokens += MESSAGE_TOKENS + bytes(message.name()) + bytes(message.extra());
        }
        for (ToolDefinition tool : body.tools()) {
            tokens += TOOL_TOKENS
                    + bytes(tool.name())
                    + bytes(tool.description())
                    + bytes(tool.parameters())
                    + bytes(tool.extra());
        }
        return tokens;
    }

    private static long bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
