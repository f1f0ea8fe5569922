package io.promptyard.gateway.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.Completion;
import io.promptyard.model.TokenUsage;
import io.promptyard.model.outcome.FinalResponse.Answer;
import org.jspecify.annotations.Nullable;

/** Our record to the JSON of a chat completion; the model is named as its provider names it. */
final class ResponseMapper {
    private ResponseMapper() {}

    static ObjectNode completion(String id, long createdSeconds, Answer answer, Completion completion) {
        ObjectNode node = Json.object()
                .put("id", id)
                .put("object", "chat.completion")
                .put("created", createdSeconds)
                .put("model", answer.target().model().value());
        ArrayNode choices = node.putArray("choices");
        completion.choices().forEach(choice -> choices.add(choice(choice)));
        @Nullable TokenUsage usage = answer.usage();
        if (usage != null) {
            node.set("usage", UsageWriter.write(usage));
        }
        Json.merge(node, completion.extra());
        return node;
    }

    private static ObjectNode choice(Completion.Choice choice) {
        ObjectNode node = Json.object().put("index", choice.index());
        node.set("message", MessageWriter.write(choice.message()));
        String logprobs = choice.logprobs();
        if (logprobs == null) {
            node.putNull("logprobs");
        } else {
            node.set("logprobs", Json.parse(logprobs));
        }
        node.put("finish_reason", FinishReasons.wire(choice.finishReason()));
        Json.merge(node, choice.extra());
        return node;
    }
}
