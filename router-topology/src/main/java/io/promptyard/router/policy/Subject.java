package io.promptyard.router.policy;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.EmbeddingBody;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.config.Modality;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What matches look at. What few of them need is drawn once, when the first asks. Not thread-safe. */
final class Subject {
    private final PromptRequest request;
    private final Classification classification;
    private final Instant now;
    private @Nullable Set<Modality> modalities;
    private @Nullable Map<String, Object> variables;

    Subject(PromptRequest request, Classification classification, Instant now) {
        this.request = request;
        this.classification = classification;
        this.now = now;
    }

    static Subject of(ClassifiedPrompt prompt, Instant now) {
        return new Subject(prompt.request(), prompt.classification(), now);
    }

    PromptRequest request() {
        return request;
    }

    Classification classification() {
        return classification;
    }

    Instant now() {
        return now;
    }

    /** Of a sealed body nothing is known, so none. */
    Set<Modality> modalities() {
        if (modalities == null) {
            modalities = switch (request.body()) {
                case PromptBody body -> of(body);
                case EmbeddingBody body -> EnumSet.of(Modality.TEXT);
                case PromptContent.Sealed sealed -> EnumSet.noneOf(Modality.class);
            };
        }
        return modalities;
    }

    private static EnumSet<Modality> of(PromptBody body) {
        EnumSet<Modality> found = EnumSet.noneOf(Modality.class);
        for (ChatMessage message : body.messages()) {
            for (ContentPart part : message.content()) {
                switch (part) {
                    case ContentPart.ImagePart image -> found.add(Modality.IMAGE);
                    case ContentPart.AudioPart audio -> found.add(Modality.AUDIO);
                    case ContentPart.FilePart file -> found.add(Modality.FILE);
                    case ContentPart.TextPart text -> {}
                    case ContentPart.OpaquePart opaque -> {}
                }
            }
        }
        return found.isEmpty() ? EnumSet.of(Modality.TEXT) : found;
    }

    /** What conditions may speak of. */
    Map<String, Object> variables() {
        if (variables == null) {
            List<String> made = modalities().stream().map(Modality::label).toList();
            variables = Map.ofEntries(
                    Map.entry("task", classification.task().label()),
                    Map.entry("domain", classification.domain()),
                    Map.entry("complexity", classification.complexity()),
                    Map.entry("language", classification.language()),
                    Map.entry("tokens", (long) classification.promptTokens()),
                    Map.entry("endpoint", request.endpoint()),
                    Map.entry("tenant", request.tenant()),
                    Map.entry("key", Objects.requireNonNullElse(request.keyId(), "")),
                    Map.entry("tags", request.tags()),
                    Map.entry("model", request.model()),
                    Map.entry("kind", request.body() instanceof EmbeddingBody ? "embedding" : "chat"),
                    Map.entry("modality", made),
                    Map.entry("stream", request.stream()),
                    Map.entry("now", now));
        }
        return variables;
    }
}
