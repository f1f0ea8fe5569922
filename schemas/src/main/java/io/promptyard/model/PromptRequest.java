package io.promptyard.model;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A prompt, as a client or producer hands it in. {@code model} is {@code "auto"}, {@code provider/model}, an alias or a
 * plain model id. {@code deadline} null means the configured default. {@code redrive} is set when it comes from a dead
 * letter; {@code keyId} is the name or fingerprint of the API key it came with, never the key. {@code priority} from
 * {@value #LOWEST} to {@value #HIGHEST} is its place among prompts that wait for a target.
 */
public record PromptRequest(
        RequestId id,
        Instant createdAt,
        @Nullable Instant deadline,
        String tenant,
        String endpoint,
        Map<String, String> tags,
        String model,
        Constraints constraints,
        PromptContent body,
        boolean stream,
        @Nullable Experiment experiment,
        @Nullable String traceparent,
        @Nullable Integer replyPartition,
        @Nullable Redrive redrive,
        @Nullable String keyId,
        int priority) {

    public static final String AUTO = "auto";
    public static final String DEFAULT = "default";
    public static final int LOWEST = 0;
    public static final int HIGHEST = 9;
    public static final int USUAL_PRIORITY = 5;

    public PromptRequest {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(createdAt, "createdAt");
        Text.required(tenant, "tenant");
        Text.required(endpoint, "endpoint");
        tags = Map.copyOf(tags);
        Text.required(model, "model");
        Objects.requireNonNull(constraints, "constraints");
        Objects.requireNonNull(body, "body");
        keyId = keyId == null || keyId.isBlank() ? null : keyId;
        if (priority < LOWEST || priority > HIGHEST) {
            throw new IllegalArgumentException("priority: must be 0 to 9 (got " + priority + ")");
        }
    }

    /** A prompt that is nobody's redrive, of the usual priority. */
    public PromptRequest(
            RequestId id,
            Instant createdAt,
            @Nullable Instant deadline,
            String tenant,
            String endpoint,
            Map<String, String> tags,
            String model,
            Constraints constraints,
            PromptContent body,
            boolean stream,
            @Nullable Experiment experiment,
            @Nullable String traceparent,
            @Nullable Integer replyPartition) {
        this(
                id,
                createdAt,
                deadline,
                tenant,
                endpoint,
                tags,
                model,
                constraints,
                body,
                stream,
                experiment,
                traceparent,
                replyPartition,
                null,
                null,
                USUAL_PRIORITY);
    }

    /** A plain prompt with every default, at {@code createdAt}. */
    public static PromptRequest of(RequestId id, Instant createdAt, PromptContent body) {
        return new PromptRequest(
                id, createdAt, null, DEFAULT, DEFAULT, Map.of(), AUTO, Constraints.NONE, body, false, null, null, null);
    }

    /**
     * The same question under the id of a redrive: with time anew, for nobody who waits, so neither streamed nor sent to
     * a reply partition.
     *
     * @param model null for the prompt's own
     */
    public PromptRequest redriven(RequestId id, Redrive redrive, @Nullable String model) {
        return new PromptRequest(
                id,
                createdAt,
                null,
                tenant,
                endpoint,
                tags,
                model == null ? this.model : model,
                constraints,
                body,
                false,
                experiment,
                traceparent,
                null,
                redrive,
                keyId,
                priority);
    }

    /** The same question under an id of its own, in an experiment, for nobody who waits: neither streamed nor sent to a reply partition. */
    public PromptRequest copied(RequestId id, Experiment experiment) {
        return new PromptRequest(
                id,
                createdAt,
                deadline,
                tenant,
                endpoint,
                tags,
                model,
                constraints,
                body,
                false,
                experiment,
                null,
                null,
                null,
                null,
                LOWEST);
    }

    /**
     * The same question as part of an experiment: with time anew, for nobody who waits, under the same constraints and tags.
     */
    public PromptRequest sampled(RequestId id, Instant at, Experiment experiment) {
        return new PromptRequest(
                id,
                at,
                null,
                tenant,
                endpoint,
                tags,
                model,
                constraints,
                body,
                false,
                experiment,
                null,
                null,
                null,
                keyId,
                priority);
    }

    /** The same under another id, by which chance falls anew. */
    public PromptRequest withId(RequestId id) {
        return new PromptRequest(
                id,
                createdAt,
                deadline,
                tenant,
                endpoint,
                tags,
                model,
                constraints,
                body,
                stream,
                experiment,
                traceparent,
                replyPartition,
                redrive,
                keyId,
                priority);
    }

    public PromptRequest withModel(String model) {
        return with(model, constraints, body, stream, traceparent, replyPartition, keyId, priority);
    }

    /** The same question of a model that is named, whatever its answers are thought to be worth. */
    public PromptRequest asking(Target target) {
        return with(
                target.toString(),
                constraints.ofAnyQuality(),
                body,
                stream,
                traceparent,
                replyPartition,
                keyId,
                priority);
    }

    public PromptRequest withPriority(int priority) {
        return with(model, constraints, body, stream, traceparent, replyPartition, keyId, priority);
    }

    public PromptRequest withBody(PromptContent body) {
        return with(model, constraints, body, stream, traceparent, replyPartition, keyId, priority);
    }

    public PromptRequest withStream(boolean stream) {
        return with(model, constraints, body, stream, traceparent, replyPartition, keyId, priority);
    }

    /** The same prompt with what its record's headers said, which later steps cannot see. */
    public PromptRequest withIngress(@Nullable String traceparent, @Nullable Integer replyPartition) {
        return with(model, constraints, body, stream, traceparent, replyPartition, keyId, priority);
    }

    /** The same prompt as it came with another key; null for none. */
    public PromptRequest withKeyId(@Nullable String keyId) {
        return with(model, constraints, body, stream, traceparent, replyPartition, keyId, priority);
    }

    private PromptRequest with(
            String model,
            Constraints constraints,
            PromptContent body,
            boolean stream,
            @Nullable String traceparent,
            @Nullable Integer replyPartition,
            @Nullable String keyId,
            int priority) {
        return new PromptRequest(
                id,
                createdAt,
                deadline,
                tenant,
                endpoint,
                tags,
                model,
                constraints,
                body,
                stream,
                experiment,
                traceparent,
                replyPartition,
                redrive,
                keyId,
                priority);
    }
}
