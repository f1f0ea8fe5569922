package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;

/** Vectors in one dialect: keys, heads and errors are as its chat's, bodies are those of a shape. Never streamed. */
final class EmbeddingWire implements ProviderWire {

    private final ProviderWire chat;
    private final EmbeddingShape shape;

    EmbeddingWire(ProviderWire chat, EmbeddingShape shape) {
        this.chat = chat;
        this.shape = shape;
    }

    @Override
    public Dialect dialect() {
        return chat.dialect();
    }

    @Override
    public String toolCallPrefix() {
        return chat.toolCallPrefix();
    }

    @Override
    public Optional<WireError> authorise(MultiMap headers, Set<String> keys) {
        return chat.authorise(headers, keys);
    }

    @Override
    public String model(JsonNode body) {
        return chat.model(body);
    }

    @Override
    public boolean streamed(JsonNode body) {
        return false;
    }

    @Override
    public Reading read(JsonNode body) {
        return shape.read(model(body), body);
    }

    @Override
    public void head(MultiMap headers, String responseId) {
        chat.head(headers, responseId);
    }

    @Override
    public void counts(MultiMap headers, Answer answer) {
        shape.counts(headers, answer);
    }

    @Override
    public Buffer plain(Answer answer) {
        return Json.bytes(shape.write(answer, answer.ask().embeds().orElseThrow()));
    }

    @Override
    public StreamEvents stream(Answer answer, int tokensPerEvent) {
        throw new IllegalStateException("vectors are not streamed");
    }

    @Override
    public boolean hintsInBody() {
        return chat.hintsInBody();
    }

    @Override
    public Buffer error(WireError error, String responseId) {
        return chat.error(error, responseId);
    }

    @Override
    public Buffer error(WireError error, String responseId, RetryHint hint) {
        return chat.error(error, responseId, hint);
    }

    @Override
    public String errorEvent(WireError error) {
        return chat.errorEvent(error);
    }

    @Override
    public WireError unparsable() {
        return chat.unparsable();
    }

    @Override
    public WireError ofStatus(int status) {
        return chat.ofStatus(status);
    }

    @Override
    public WireError badKey() {
        return chat.badKey();
    }

    @Override
    public WireError noSuchModel(String model) {
        return chat.noSuchModel(model);
    }

    @Override
    public WireError tooLong(int tokens) {
        return chat.tooLong(tokens);
    }

    @Override
    public WireError noQuota() {
        return chat.noQuota();
    }
}
