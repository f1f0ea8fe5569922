package io.promptyard.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.ContentPart.AudioPart;
import io.promptyard.model.ContentPart.FilePart;
import io.promptyard.model.ContentPart.ImagePart;
import io.promptyard.model.ContentPart.OpaquePart;
import io.promptyard.model.ContentPart.TextPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.ToolCall;
import io.promptyard.model.ToolDefinition;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hints that a dialect always leaves out, as data: found in a prompt and told by name. What goes by model, or by other
 * parameters, its request mapper tells itself. Immutable.
 */
public final class LeftOut {
    public static final String SEED = "seed";
    public static final String PRESENCE_PENALTY = "presence_penalty";
    public static final String FREQUENCY_PENALTY = "frequency_penalty";
    public static final String USER = "user";
    public static final String NAME = "messages.name";
    public static final String DETAIL = "image_url.detail";
    public static final String CACHE = "cache_control";
    public static final String STRICT = "tools.strict";

    /** In place of names that are the client's own: they may be anything, and anything must not stand in meters. */
    public static final String OTHERS = "extra";

    /** Fields of chat's without a typed place that are told by their own name. */
    private static final Set<String> KNOWN = Set.of(
            "metadata",
            "store",
            "service_tier",
            "safety_identifier",
            "prompt_cache_key",
            "prompt_cache_retention",
            "prediction",
            "verbosity",
            "thinking",
            "reasoning",
            CACHE);

    /** Usage is asked for always, so that nothing of these is lost. */
    private static final Set<String> STREAMS = Set.of("stream", "stream_options");

    private final Set<String> hints;
    private final Set<String> taken;

    private LeftOut(Set<String> hints, Set<String> taken) {
        this.hints = hints;
        this.taken = taken;
    }

    /** @param hints of this class' constants, those that the dialect has no place for */
    public static LeftOut hints(String... hints) {
        return new LeftOut(Set.of(hints), STREAMS);
    }

    /** @param fields of {@code extra} that the dialect has a place for, refuses, or tells of itself; all others are left out */
    public LeftOut but(Collection<String> fields) {
        Set<String> more = new HashSet<>(taken);
        more.addAll(fields);
        return new LeftOut(hints, Set.copyOf(more));
    }

    public LeftOut but(String... fields) {
        return but(Arrays.asList(fields));
    }

    /** @param extra the body's */
    public void tell(PromptBody body, ObjectNode extra, Unsupported unsupported) throws PromptRejectedException {
        SamplingParameters sampling = body.sampling();
        hint(SEED, sampling.seed() != null, unsupported);
        hint(PRESENCE_PENALTY, says(sampling.presencePenalty()), unsupported);
        hint(FREQUENCY_PENALTY, says(sampling.frequencyPenalty()), unsupported);
        hint(USER, sampling.user() != null, unsupported);
        hint(NAME, body.messages().stream().anyMatch(LeftOut::isNamed), unsupported);
        hint(DETAIL, body.messages().stream().anyMatch(LeftOut::hasDetail), unsupported);
        hint(STRICT, body.tools().stream().anyMatch(tool -> Boolean.TRUE.equals(tool.strict())), unsupported);
        hint(CACHE, hints.contains(CACHE) && isMarked(body), unsupported);
        extra.properties().stream()
                .filter(field -> !taken.contains(field.getKey()) && !ExtraJson.saysNothing(field.getValue()))
                .forEach(field -> unsupported.leaveOut(KNOWN.contains(field.getKey()) ? field.getKey() : OTHERS));
    }

    private void hint(String name, boolean given, Unsupported unsupported) {
        unsupported.leaveOut(name, given && hints.contains(name));
    }

    private static boolean says(@Nullable Double penalty) {
        return penalty != null && penalty != 0;
    }

    /** A result's name is that of its call, which goes along. */
    private static boolean isNamed(ChatMessage message) {
        return message.name() != null && message.role() != Role.TOOL;
    }

    private static boolean hasDetail(ChatMessage message) {
        return message.content().stream().anyMatch(part -> part instanceof ImagePart image && image.detail() != null);
    }

    private static boolean isMarked(PromptBody body) throws PromptRejectedException {
        int position = 0;
        for (ChatMessage message : body.messages()) {
            String path = "messages[" + position++ + "]";
            if (isMarked(message.extra(), path)) {
                return true;
            }
            for (ContentPart part : message.content()) {
                if (isMarked(extra(part), path)) {
                    return true;
                }
            }
            for (ToolCall call : message.toolCalls()) {
                if (isMarked(call.extra(), path)) {
                    return true;
                }
            }
        }
        for (ToolDefinition tool : body.tools()) {
            if (isMarked(tool.extra(), "tools")) {
                return true;
            }
        }
        return false;
    }

    private static String extra(ContentPart part) {
        return switch (part) {
            case TextPart text -> text.extra();
            case ImagePart image -> image.extra();
            case FilePart file -> file.extra();
            case AudioPart audio -> audio.extra();
            case OpaquePart opaque -> WireJson.EMPTY;
        };
    }

    private static boolean isMarked(String extra, String path) throws PromptRejectedException {
        JsonNode mark = ExtraJson.object(extra, path).path(CACHE);
        return !ExtraJson.saysNothing(mark);
    }
}
