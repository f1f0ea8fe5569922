package io.promptyard.gateway.correlation;

import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.Topic;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The gateway's topics on the real serdes and a registry in memory, and a prompt to send on them. */
final class TestTopics {
    private TestTopics() {}

    static GatewayTopics on(SerdeFactory serdes) {
        return new GatewayTopics(
                topic("prompts", serdes.promptRequest()),
                topic("responses", serdes.finalResponse()),
                topic("response-chunks", serdes.responseChunk()),
                topic("cancellations", serdes.cancellation()),
                topic("feedback", serdes.feedback()));
    }

    static PromptRequest prompt(String id) {
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        return PromptRequest.of(new RequestId(id), at, PromptBody.ofUser("secret text"))
                .withIngress("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", 3);
    }

    private static <V> Topic<String, V> topic(String name, Serde<V> serde) {
        return new Topic<>(name, Serdes.String(), serde);
    }
}
