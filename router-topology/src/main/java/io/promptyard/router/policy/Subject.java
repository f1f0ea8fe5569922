package io.promptyard.router.policy;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.Classification;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptContent.EmbeddingBody;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.config.Condition;
import io.promptyard.router.config.Modality;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What matches look at. What few of them need is drawn once, when the first asks. Not thread-safe. */
final class Subject implements Condition.Variables {
    private final PromptRequest request;
    private final Classification classification;
    private final Instant now;
    private @Nullable Set<Modality> modalities;

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
    @Override
    public @Nullable Object of(String name) {
        return switch (name) {
            case "task" -> classification.task().label();
            case "domain" -> classification.domain();
            case "complexity" -> classification.complexity();
            case "language" -> classification.language();
            case "tokens" -> (long) classification.promptTokens();
            case "endpoint" -> request.endpoint();
            case "tenant" -> request.tenant();
            case "key" -> Objects.requireNonNullElse(request.keyId(), "");
            case "tags" -> request.tags();
            case "model" -> request.model();
            case "kind" -> request.body() instanceof EmbeddingBody ? "embedding" : "chat";
            case "modality" -> modalities().stream().map(Modality::label).toList();
            case "stream" -> request.stream();
            case "now" -> now;
            default -> null;
        };
    }
}
