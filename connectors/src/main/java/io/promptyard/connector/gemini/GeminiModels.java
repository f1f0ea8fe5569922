package io.promptyard.connector.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.Endpoint;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Dispatch;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What depends on the model: its address, and how it is told how much to think. Models of generation 3 take a level, those of
 * 2.5 a budget in tokens, older ones none; the figures are those of Google's own OpenAI-compatible address.
 */
final class GeminiModels {
    private static final Pattern GENERATION = Pattern.compile("gemini-(\\d{1,4})(?:\\.(\\d{1,4}))?");

    /** The least that 2.5 Pro can be told to think. */
    private static final int LEAST_OF_PRO = 128;

    private GeminiModels() {}

    /** What the Gemini API calls the target's model; one with a {@code /} is a resource of its own. */
    static String resource(Dispatch dispatch) {
        String model = dispatch.target().model().value();
        return model.contains("/") ? model : "models/" + model;
    }

    /** The address of a model's method: {@code name} is a resource such as {@code models/gemini-2.5-pro}. */
    static URI endpoint(URI baseUrl, String name, boolean stream) {
        URI plain = endpoint(baseUrl, name, stream ? ":streamGenerateContent" : ":generateContent");
        return stream ? Endpoint.added(plain, "", "alt=sse") : plain;
    }

    /** The same for a method by its name, which begins with a colon. */
    static URI endpoint(URI baseUrl, String name, String method) {
        String path = Arrays.stream(name.split("/"))
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/", "/", method));
        return Endpoint.added(baseUrl, path, null);
    }

    /** Whether the model refuses a call of a function that comes back without the signature it was given with. */
    static boolean wantsSignatures(String model) {
        return generation(model) >= 300;
    }

    /** OpenAI's {@code reasoning_effort} as {@code thinkingConfig}; null for a model that does not think. */
    static @Nullable ObjectNode thinking(String model, String effort) throws PromptRejectedException {
        boolean pro = model.contains("pro");
        int generation = generation(model);
        if (generation >= 300) {
            return WireJson.object().put("thinkingLevel", level(effort, pro));
        }
        return generation >= 205 ? WireJson.object().put("thinkingBudget", budget(effort, pro)) : null;
    }

    private static String level(String effort, boolean pro) throws PromptRejectedException {
        return switch (effort) {
            case "none", "minimal" -> pro ? "low" : "minimal";
            case "low", "medium", "high" -> effort;
            case "xhigh", "max" -> "high";
            default -> throw unknown();
        };
    }

    private static int budget(String effort, boolean pro) throws PromptRejectedException {
        return switch (effort) {
            case "none" -> pro ? LEAST_OF_PRO : 0;
            case "minimal", "low" -> 1_024;
            case "medium" -> 8_192;
            case "high", "xhigh", "max" -> 24_576;
            default -> throw unknown();
        };
    }

    private static PromptRejectedException unknown() {
        return new PromptRejectedException("reasoning_effort: must be none, minimal, low, medium, high, xhigh or max");
    }

    /** 205 for 2.5; 0 for a model that is not called so. */
    private static int generation(String model) {
        Matcher matcher = GENERATION.matcher(model);
        if (!matcher.find()) {
            return 0;
        }
        int minor = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return Integer.parseInt(matcher.group(1)) * 100 + Math.min(minor, 99);
    }
}
