package io.promptyard.connector.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.ProviderError;
import io.promptyard.connector.http.Reply;
import io.promptyard.connector.http.ReplyException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Completion;
import io.promptyard.model.CompletionDelta.ChoiceDelta;
import io.promptyard.model.FinishReason;
import io.promptyard.model.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A response of theirs, or the pieces of one, as one answer of ours. Not thread-safe. */
final class GeminiAnswer {
    private static final List<String> TYPED =
            List.of("candidates", "usageMetadata", "responseId", "modelVersion", "error");

    private final TreeMap<Integer, GeminiCandidate> candidates = new TreeMap<>();
    private final ObjectNode rest = WireJson.object();
    private @Nullable JsonNode usage;
    private @Nullable String id;

    /** Adds a response; what it adds to each choice comes back. */
    List<ChoiceDelta> add(ObjectNode response) throws ReplyException {
        if (response.hasNonNull("usageMetadata")) {
            // Counts run: the last are those of the whole.
            usage = response.get("usageMetadata");
        }
        if (id == null) {
            id = response.path("responseId").textValue();
        }
        ObjectNode more = response.deepCopy();
        more.remove(TYPED);
        rest.setAll(more);
        List<ChoiceDelta> deltas = new ArrayList<>();
        for (JsonNode candidate : response.path("candidates")) {
            if (candidate instanceof ObjectNode piece) {
                int index = Math.max(0, piece.path("index").asInt(0));
                deltas.add(
                        candidates.computeIfAbsent(index, GeminiCandidate::new).add(piece, id));
            }
        }
        failOnBlock(response);
        return deltas;
    }

    /** Whether every candidate has ended. */
    boolean finished() {
        return !candidates.isEmpty() && candidates.values().stream().allMatch(GeminiCandidate::finished);
    }

    @Nullable
    TokenUsage usage() {
        return usage == null ? null : GeminiUsage.of(usage);
    }

    Reply reply() throws ReplyException {
        if (candidates.isEmpty()) {
            throw ReplyException.malformed("no candidates in the reply");
        }
        List<Completion.Choice> choices =
                candidates.values().stream().map(GeminiCandidate::choice).toList();
        FinishReason reason = choices.getFirst().finishReason();
        return new Reply(new Completion(choices, id, WireJson.text(rest)), reason, usage());
    }

    /** A prompt that they will not answer has no candidates, and a 200. */
    private void failOnBlock(ObjectNode response) throws ReplyException {
        String reason = response.path("promptFeedback").path("blockReason").textValue();
        if (reason != null && candidates.isEmpty()) {
            throw ReplyException.reported(
                    new ProviderError("the prompt was blocked: " + reason, null, "content_filter"));
        }
    }
}
