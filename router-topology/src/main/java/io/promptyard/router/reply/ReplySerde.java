package io.promptyard.router.reply;

import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.topic.Topic;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Writes a reply as its response alone: the partition is for the partitioner, which sees no headers. */
public final class ReplySerde {
    private ReplySerde() {}

    public static Serde<Reply> of(Topic<String, FinalResponse> responses) {
        var serde = responses.valueSerde();
        return Serdes.serdeFrom(
                (topic, reply) -> serde.serializer().serialize(topic, reply.response()),
                (topic, bytes) -> new Reply(null, serde.deserializer().deserialize(topic, bytes)));
    }
}
