package io.promptyard.router.policy;

import io.promptyard.connector.catalogue.Capability;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a prompt needs of a model: what its body uses, and what its constraints name. {@code unknown} holds named
 * capabilities that this version does not know; no model can be shown to have them.
 */
public record PromptNeeds(Set<Capability> capabilities, List<String> unknown) {
    public PromptNeeds {
        capabilities = capabilities.isEmpty() ? EnumSet.noneOf(Capability.class) : EnumSet.copyOf(capabilities);
        unknown = List.copyOf(unknown);
    }

    /** Reads the needs of a body in the clear. Linear in its parts, never in their text. */
    public static PromptNeeds of(PromptRequest request, PromptBody body) {
        EnumSet<Capability> needs = EnumSet.noneOf(Capability.class);
        if (request.stream()) {
            needs.add(Capability.STREAMING);
        }
        if (!body.tools().isEmpty()) {
            needs.add(Capability.TOOLS);
        }
        body.messages().forEach(message -> ofMessage(message, needs));
        ofSampling(body.sampling(), needs);
        ofFormat(body, needs);
        return new PromptNeeds(needs, addNamed(request.constraints().capabilities(), needs));
    }

    /** Vectors need what the constraints name alone. */
    static PromptNeeds of(PromptRequest request) {
        EnumSet<Capability> needs = EnumSet.noneOf(Capability.class);
        return new PromptNeeds(needs, addNamed(request.constraints().capabilities(), needs));
    }

    private static void ofMessage(ChatMessage message, Set<Capability> needs) {
        // A conversation that holds tool calls is refused by models without tools, also when it offers none now.
        if (!message.toolCalls().isEmpty() || message.role() == Role.TOOL) {
            needs.add(Capability.TOOLS);
        }
        for (ContentPart part : message.content()) {
            switch (part) {
                case ContentPart.ImagePart image -> needs.add(Capability.VISION);
                case ContentPart.AudioPart audio -> needs.add(Capability.AUDIO);
                case ContentPart.FilePart file -> needs.add(Capability.FILES);
                case ContentPart.TextPart text -> {}
                case ContentPart.OpaquePart opaque -> {}
            }
        }
    }

    private static void ofSampling(SamplingParameters sampling, Set<Capability> needs) {
        boolean alternatives = sampling.topLogprobs() != null && sampling.topLogprobs() > 0;
        if (Boolean.TRUE.equals(sampling.logprobs()) || alternatives) {
            needs.add(Capability.LOGPROBS);
        }
        if (sampling.n() != null && sampling.n() > 1) {
            needs.add(Capability.MULTIPLE_CHOICES);
        }
        String effort = sampling.reasoningEffort();
        if (effort != null && !effort.equals("none")) {
            needs.add(Capability.REASONING);
        }
    }

    /**
     * Looks for the format's own word rather than parsing: where a schema mentions the word as text, the prompt asks for
     * structured output anyway.
     */
    private static void ofFormat(PromptBody body, Set<Capability> needs) {
        String format = body.responseFormat();
        if (format != null && format.contains("\"json_schema\"")) {
            needs.add(Capability.JSON_SCHEMA);
        } else if (format != null && format.contains("\"json_object\"")) {
            needs.add(Capability.JSON_MODE);
        }
        if (body.extra().contains("\"modalities\"") && body.extra().contains("\"audio\"")) {
            needs.add(Capability.AUDIO);
        }
        if (body.extra().contains("\"functions\"")) {
            needs.add(Capability.TOOLS);
        }
    }

    private static List<String> addNamed(List<String> labels, Set<Capability> needs) {
        List<String> unknown = new ArrayList<>();
        for (String label : labels) {
            Optional<Capability> known = Capability.ofLabel(label);
            known.ifPresentOrElse(needs::add, () -> unknown.add(label));
        }
        return unknown;
    }
}
