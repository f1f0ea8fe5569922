package io.promptyard.connector.http;

import io.promptyard.model.EmbeddingInput;
import io.promptyard.model.PromptContent.EmbeddingBody;
import java.util.ArrayList;
import java.util.List;

/** What dialects share in writing requests for vectors. Stateless. */
public final class EmbeddingRequests {
    private EmbeddingRequests() {}

    public static PromptRejectedException none(String dialect) {
        return new PromptRejectedException("model: the dialect " + dialect + " has no embeddings");
    }

    /** For dialects that take texts alone: tokens are one vocabulary's. */
    public static List<String> texts(EmbeddingBody body) throws PromptRejectedException {
        List<String> texts = new ArrayList<>(body.inputs().size());
        for (EmbeddingInput input : body.inputs()) {
            switch (input) {
                case EmbeddingInput.Text text -> texts.add(text.text());
                case EmbeddingInput.Tokens tokens ->
                    throw new PromptRejectedException("input: this provider takes texts, not tokens");
            }
        }
        return texts;
    }
}
