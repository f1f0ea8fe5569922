package io.promptyard.connector.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.connector.http.EmbeddingRequests;
import io.promptyard.connector.http.ExtraJson;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent.EmbeddingBody;
import java.util.List;

/**
 * A dispatch as {@code batchEmbedContents} on the Gemini API, as {@code predict} on Vertex AI, which has its own shape for it.
 * Fields of the APIs' own, {@code taskType} and {@code title}, are passed on. Stateless.
 */
final class GeminiEmbeddingsMapper {
    private final GeminiHost host;

    GeminiEmbeddingsMapper(GeminiHost host) {
        this.host = host;
    }

    ObjectNode map(Dispatch dispatch, EmbeddingBody body) throws PromptRejectedException {
        List<String> texts = EmbeddingRequests.texts(body);
        ObjectNode extra = ExtraJson.object(body.extra(), "extra");
        return switch (host) {
            case GEMINI -> contents(GeminiModels.resource(dispatch), texts, body, extra);
            case VERTEX -> instances(texts, body, extra);
        };
    }

    private static ObjectNode contents(String model, List<String> texts, EmbeddingBody body, ObjectNode extra) {
        ObjectNode json = WireJson.object();
        ArrayNode requests = json.putArray("requests");
        for (String text : texts) {
            ObjectNode request = requests.addObject().put("model", model);
            request.putObject("content").putArray("parts").addObject().put("text", text);
            set(request, "taskType", extra.path("taskType"));
            set(request, "title", extra.path("title"));
            WireJson.put(request, "outputDimensionality", body.dimensions());
        }
        return json;
    }

    /** A text that is too long is an error and not cut, as with OpenAI, unless told so. */
    private static ObjectNode instances(List<String> texts, EmbeddingBody body, ObjectNode extra) {
        ObjectNode json = WireJson.object();
        ArrayNode instances = json.putArray("instances");
        for (String text : texts) {
            ObjectNode instance = instances.addObject().put("content", text);
            set(instance, "task_type", extra.path("taskType"));
            set(instance, "title", extra.path("title"));
        }
        ObjectNode parameters = json.putObject("parameters")
                .put("autoTruncate", extra.path("autoTruncate").asBoolean(false));
        WireJson.put(parameters, "outputDimensionality", body.dimensions());
        return json;
    }

    private static void set(ObjectNode into, String name, JsonNode value) {
        if (value.isTextual()) {
            into.set(name, value);
        }
    }
}
