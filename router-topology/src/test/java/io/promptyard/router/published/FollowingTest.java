package io.promptyard.router.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.serde.SerdeFactory;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;

class FollowingTest {
    @Test
    void shouldPauseAfterEachRoundThatFailsAndGoOn() throws InterruptedException {
        // Given
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch good = new CountDownLatch(1);
        try (SerdeFactory serdes = SerdeFactory.mock("following")) {
            RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
            PublishedTopic<?> topic = new PublishedTopic<>(new MockConsumer<>("earliest"), topics.config());
            Runnable round = () -> {
                if (seen.size() < 4) {
                    seen.add("round");
                    throw new IllegalStateException("the broker is away");
                }
                good.countDown();
            };
            // When
            try (Following following = Following.start("follower", topic, round, () -> seen.add("pause"))) {
                assertThat(good.await(10, TimeUnit.SECONDS)).isTrue();
            }
        }
        // Then
        assertThat(seen).containsExactly("round", "pause", "round", "pause");
    }
}
