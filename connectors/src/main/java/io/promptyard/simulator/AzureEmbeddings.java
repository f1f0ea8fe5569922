package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** OpenAI's vectors on Azure, whose addresses carry a version. */
final class AzureEmbeddings implements EmbeddingShape {

    private final AzurePath path;
    private final EmbeddingShape openAi = new OpenAiEmbeddings();

    AzureEmbeddings(AzurePath path) {
        this.path = path;
    }

    @Override
    public Reading read(String model, JsonNode body) {
        return path.versionFits()
                ? openAi.read(model, body)
                : new Reading.Refused(new WireError(404, "", null, "404", "Resource not found"));
    }

    @Override
    public ObjectNode write(Answer answer, Embeds embeds) {
        return openAi.write(answer, embeds);
    }
}
