package io.promptyard.connector.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ProviderError;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.ServedTier;
import io.promptyard.connector.http.SseEvent;
import io.promptyard.connector.http.StreamReader;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code chat.completion.chunk} events up to {@code [DONE]}. Chunks may have no choices, usage may come on any of
 * them, with choices or without, and on every one as a running count: the last is kept.
 */
final class OpenAiStreamReader implements StreamReader {
    private static final String DONE = "[DONE]";
    private static final String[] ENVELOPE = {"id", "object", "created", "model", "choices", "usage"};

    /** Of every chunk, or nothing that a reader could use: alone, no reason to pass a chunk on. */
    private static final Set<String> REPEATED =
            Set.of("system_fingerprint", "service_tier", "obfuscation", "provider", "prompt_filter_results");

    private final TreeMap<Integer, OpenAiChoiceBuilder> choices = new TreeMap<>();
    private final ObjectNode extra = WireJson.object();
    private @Nullable String id;
    private @Nullable TokenUsage usage;
    private final String reasoning;
    private boolean whole;
    private boolean done;

    /** @param reasoning what the host calls {@code reasoning_content} */
    OpenAiStreamReader(String reasoning) {
        this.reasoning = reasoning;
    }

    @Override
    public List<CompletionDelta> read(SseEvent event) throws ReplyException {
        if (event.data().strip().equals(DONE)) {
            done = true;
            return List.of();
        }
        ObjectNode chunk = chunk(event);
        if (id == null) {
            id = chunk.path("id").textValue();
        }
        TokenUsage reported = OpenAiUsage.of(ServedTier.usage(chunk));
        List<ChoiceDelta> deltas = new ArrayList<>();
        for (JsonNode node : chunk.path("choices")) {
            if (node instanceof ObjectNode choice) {
                OpenAiResponseMapper.failOnError(choice);
                if (choice.get("delta") instanceof ObjectNode delta) {
                    OpenAiResponseMapper.inOurWords(delta, reasoning);
                }
                TokenUsage within = OpenAiUsage.of(choice.path("usage"));
                if (within != null) {
                    // Moonshot's place for it: with the choice that it ends.
                    choice.remove("usage");
                    reported = reported == null ? within : reported;
                }
                int index = choice.path("index").asInt(0);
                choices.computeIfAbsent(index, OpenAiChoiceBuilder::new)
                        .add(choice)
                        .ifPresent(deltas::add);
            }
        }
        if (reported != null) {
            usage = reported;
            // Where every chunk has a running count it is the last's that is whole; where one chunk has it all, it has
            // no choices.
            whole = chunk.path("choices").isEmpty() || finished();
        }
        return delta(deltas, chunk);
    }

    private boolean finished() {
        return !choices.isEmpty() && choices.values().stream().allMatch(OpenAiChoiceBuilder::isFinished);
    }

    @Override
    public boolean complete() {
        return done;
    }

    @Override
    public Reply end() throws ReplyException {
        if (!done && !finished()) {
            throw ReplyException.malformed("the stream ended without [DONE] or a finish reason");
        }
        if (choices.isEmpty()) {
            throw ReplyException.malformed("no choices in the stream");
        }
        extra.remove("obfuscation");
        List<Completion.Choice> all =
                choices.values().stream().map(OpenAiChoiceBuilder::build).toList();
        Completion completion = new Completion(all, id, WireJson.text(extra));
        return new Reply(completion, all.getFirst().finishReason(), usage);
    }

    @Override
    public @Nullable TokenUsage billed() {
        return done || whole ? usage : null;
    }

    @Override
    public @Nullable TokenUsage soFar() {
        return done || whole ? null : usage;
    }

    private static ObjectNode chunk(SseEvent event) throws ReplyException {
        JsonNode node = event.json();
        OpenAiResponseMapper.failOnError(node);
        if (event.name().equals("error")) {
            throw ReplyException.reported(ProviderError.of(node));
        }
        if (node instanceof ObjectNode chunk) {
            return chunk;
        }
        throw ReplyException.malformed("an event that is not a JSON object");
    }

    private List<CompletionDelta> delta(List<ChoiceDelta> deltas, ObjectNode chunk) {
        ObjectNode rest = WireJson.object();
        rest.setAll(chunk);
        rest.remove(List.of(ENVELOPE));
        extra.setAll(rest);
        // A chunk that is there for the usage, llama.cpp's timings with it, is nobody's who did not ask for usage.
        boolean counts = chunk.path("choices").isEmpty() && chunk.path("usage").isObject();
        boolean says = !deltas.isEmpty()
                || !counts && rest.properties().stream().anyMatch(field -> !REPEATED.contains(field.getKey()));
        return says
                ? List.of(new CompletionDelta(deltas, rest.isEmpty() ? WireJson.EMPTY : WireJson.text(rest)))
                : List.of();
    }
}
