package io.promptyard.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** One dialect: how it reads a request, and how it writes answers and errors. Stateless and thread-safe. */
interface ProviderWire {

    Dialect dialect();

    /** How the ids of tool calls begin. */
    String toolCallPrefix();

    /** What is wrong with the headers. {@code keys} are the accepted keys; empty: any. */
    Optional<WireError> authorise(MultiMap headers, Set<String> keys);

    /** The model that is asked for; empty where nothing says. */
    default String model(JsonNode body) {
        return body.path("model").asText("");
    }

    /** Whether the answer is to be a stream. */
    default boolean streamed(JsonNode body) {
        return body.path("stream").asBoolean();
    }

    /** Checks the body as the real service does. */
    Reading read(JsonNode body);

    /** The provider's own id for this call. */
    default String responseId(long hash) {
        return Dice.id("req_", hash, 24);
    }

    /** The headers of every response. */
    void head(MultiMap headers, String responseId);

    /** Headers that go with an answer, where the dialect counts tokens there. */
    default void counts(MultiMap headers, Answer answer) {}

    /** Whether usage tells reasoning from the rest of the completion. */
    default boolean tellsReasoning() {
        return false;
    }

    /** What is left of a key's requests, where a limit is set. */
    default void limits(MultiMap headers, KeyQuotas.Left left, Instant now) {
        headers.set("x-ratelimit-limit-requests", Integer.toString(left.limit()));
        headers.set("x-ratelimit-remaining-requests", Integer.toString(left.remaining()));
        headers.set("x-ratelimit-reset-requests", left.resetMillis() + "ms");
    }

    Buffer plain(Answer answer);

    StreamEvents stream(Answer answer, int tokensPerEvent);

    /** What makes bytes of the texts of a stream; binary dialects have a character for each byte. */
    default Charset streamBytes() {
        return StandardCharsets.UTF_8;
    }

    /** The content type of a stream. */
    default String streamType() {
        return "text/event-stream; charset=utf-8";
    }

    Buffer error(WireError error, String responseId);

    /** The same with a hint when to come back, where the dialect has a place for it in the body. */
    default Buffer error(WireError error, String responseId, RetryHint hint) {
        return error(error, responseId);
    }

    /** Whether a hint when to come back stands in the body, and not among the headers. */
    default boolean hintsInBody() {
        return false;
    }

    /** The error as an event within a stream. */
    String errorEvent(WireError error);

    WireError unparsable();

    WireError ofStatus(int status);

    WireError badKey();

    WireError noSuchModel(String model);

    WireError tooLong(int tokens);

    WireError noQuota();
}
