package io.promptyard.chaos.load;

import io.promptyard.bench.load.OpenLoop;
import io.promptyard.bench.load.Pacer;
import io.promptyard.bench.load.Prompts;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.topic.RouterTopics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Steady load on both doors: half of it by topic, of which a few records are no prompts and a few ids come again; half
 * by HTTP, a part of it streamed. Whoever makes it closes it.
 */
public final class Load implements AutoCloseable {
    private static final int HUNDRED = 100;
    private static final int BY_TOPIC = 50;
    private static final int STREAMED = 80;
    private static final int NOISE = 3;
    private static final int KEYLESS = 4;
    private static final int AGAIN = 8;
    private static final int REMEMBERED = 50;
    private static final int TEXT_BYTES = 200;

    private final double rate;
    private final Random random;
    private final Clock clock;
    private final Prompts texts;
    private final TopicDoor topic;
    private final HttpDoor http;
    private final ArrayDeque<PromptRequest> sent = new ArrayDeque<>();

    public Load(
            double rate,
            Random random,
            Clock clock,
            String bootstrapServers,
            RouterTopics topics,
            Supplier<Optional<String>> gateway) {
        this.rate = rate;
        this.random = random;
        this.clock = clock;
        texts = Prompts.of(TEXT_BYTES, HUNDRED, random);
        topic = new TopicDoor(bootstrapServers, topics);
        http = new HttpDoor(gateway);
    }

    /** Sends for this long, and does not wait for answers. */
    public void run(Duration length) {
        Pacer.ofSystem().run(OpenLoop.during(rate, length), (number, due) -> send(number));
    }

    private void send(int number) {
        int chance = random.nextInt(HUNDRED);
        String text = texts.text(number) + " (" + number + ")";
        if (chance >= BY_TOPIC) {
            http.ask(text, chance >= STREAMED, Wishes.any(random));
        } else if (chance < NOISE) {
            topic.noise("noise-" + number);
        } else if (chance < KEYLESS) {
            topic.noise(null);
        } else if (chance < AGAIN && !sent.isEmpty()) {
            topic.prompt(sent.peekFirst());
        } else {
            prompt(number, text);
        }
    }

    private void prompt(int number, String text) {
        PromptRequest prompt = new PromptRequest(
                new RequestId("topic-" + number),
                clock.instant(),
                null,
                PromptRequest.DEFAULT,
                PromptRequest.DEFAULT,
                Map.of(),
                PromptRequest.AUTO,
                Wishes.any(random).constraints(),
                PromptBody.ofUser(text),
                false,
                null,
                null,
                null);
        topic.prompt(prompt);
        sent.addLast(prompt);
        if (sent.size() > REMEMBERED) {
            sent.removeFirst();
        }
    }

    /** HTTP callers that still wait. */
    public int waiting() {
        return http.open();
    }

    public List<Asked> asked() {
        return http.asked();
    }

    /** Ids of records that the brokers acknowledged, after {@link #endTopic()} all there will be. */
    public Set<String> acknowledged() {
        return topic.acknowledged();
    }

    /** Acknowledged records without a key. */
    public int keyless() {
        return topic.keyless();
    }

    /** Records that were given up unacknowledged. */
    public int unacknowledged() {
        return topic.failed();
    }

    /** Returns when every record by topic was acknowledged or given up. */
    public void endTopic() {
        topic.close();
    }

    @Override
    public void close() {
        topic.close();
        http.close();
    }
}
