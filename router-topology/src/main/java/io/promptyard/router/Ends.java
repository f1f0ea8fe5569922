package io.promptyard.router;

import io.promptyard.router.deadletter.Burial;
import io.promptyard.router.deadletter.TellStory;
import io.promptyard.router.reply.Reply;
import io.promptyard.router.reply.ReplyPartitioner;
import io.promptyard.router.reply.ReplySerde;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.Topic;
import java.util.List;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * The two ends a prompt can have, wired the same in router and worker: an answer, or a refusal with its dead letter.
 *
 * @param suffix of the names of its processors
 */
record Ends(RouterTopics topics, ReplyPartitioner partitioner, String suffix) {

    /** Those of a graph that has only one lane's. */
    Ends(RouterTopics topics, ReplyPartitioner partitioner) {
        this(topics, partitioner, "");
    }

    void answer(KStream<String, Reply> replies) {
        replies.to(topics.responses().name(), replies(Names.WRITE_ANSWER));
    }

    void bury(KStream<String, Burial> burials) {
        burials.flatMapValues(Ends::reply, Named.as(Names.REFUSE_PROMPT + suffix))
                .to(topics.responses().name(), replies(Names.WRITE_REFUSAL + suffix));
        burials.processValues(TellStory::new, Named.as(Names.TELL_STORY + suffix))
                .to(topics.deadLetters().name(), produced(topics.deadLetters(), Names.WRITE_DEAD_LETTER + suffix));
    }

    private Produced<String, Reply> replies(String name) {
        return Produced.with(topics.responses().keySerde(), ReplySerde.of(topics.responses()), partitioner)
                .withName(name);
    }

    private static List<Reply> reply(Burial burial) {
        return burial.response() == null ? List.of() : List.of(new Reply(burial.replyPartition(), burial.response()));
    }

    static <V> Consumed<String, V> consumed(Topic<String, V> topic, String name) {
        return Consumed.with(topic.keySerde(), topic.valueSerde()).withName(name);
    }

    static <V> Produced<String, V> produced(Topic<String, V> topic, String name) {
        return Produced.with(topic.keySerde(), topic.valueSerde()).withName(name);
    }
}
