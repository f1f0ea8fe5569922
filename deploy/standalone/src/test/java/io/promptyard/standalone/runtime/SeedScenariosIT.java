package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Candidate;
import io.promptyard.model.Constraints;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.RequestId;
import io.promptyard.model.RoutingDecision;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What six teams want of one running system, as its own records tell it. */
class SeedScenariosIT {
    private static final Target QUICK = Target.of("mistral", "mistral-small-latest");
    private static final Target SLOW = Target.of("openai", "chat--slow400");
    private static final Target CHEAP = Target.of("openai", "gpt-4.1-nano");
    private static final Target PREMIUM = Target.of("anthropic", "claude-sonnet-4-5");
    private static final Target OUT = Target.of("openai", "down--fail503");
    private static final Target EU_OUT = Target.of("mistral", "down--fail503");
    private static final Target STAND_IN = Target.of("anthropic", "claude-haiku-4-5");
    private static final String CONFIG = """
            providers:
              openai:    { dialect: openai, regions: [us] }
              anthropic: { dialect: anthropic, regions: [us] }
              mistral:   { dialect: openai, base-url: http://127.0.0.1:1/v1, regions: [eu] }
            models:
              openai/chat--slow400:    { like: openai/gpt-4.1-mini }
              openai/down--fail503:    { like: openai/gpt-4.1 }
              mistral/down--fail503:   { like: mistral/mistral-small-latest }
            aliases: { cheap: openai/gpt-4.1-nano, smart: anthropic/claude-sonnet-4-5 }
            groups:
              stand-ins: { members: [anthropic/claude-haiku-4-5], verified: { tasks: [chat, other, open_qa], report: ours, expires: 2999-12-31 } }
              outdated:  { members: [anthropic/claude-haiku-4-5], verified: { tasks: [chat, other, open_qa], report: old, expires: 2020-12-31 } }
            routes:
              - { name: chatbot, match: { tags: { latency: realtime } }, strategy: lowest-latency, among: [openai/chat--slow400, mistral/mistral-small-latest], min-quality: 0.1 }
              - { name: nightly, match: { endpoint: batch-extract }, strategy: { split: { cheap: 80, smart: 20 } } }
              - { name: outage, match: { endpoint: outage }, strategy: { priority: [openai/down--fail503] }, fallback: stand-ins }
              - { name: outage-outdated, match: { endpoint: outage-outdated }, strategy: { priority: [openai/down--fail503] }, fallback: outdated }
              - { name: eu, match: { endpoint: eu }, strategy: { priority: [mistral/down--fail503, mistral/mistral-small-latest, openai/gpt-4.1-nano] } }
              - { name: support-hard, match: { endpoint: support, complexity: { min: 0.5 } }, strategy: { priority: [smart] } }
              - { name: support, match: { endpoint: support }, strategy: { priority: [cheap] } }
              - { name: code-and-law, match: { task: [code, legal] }, strategy: best-quality, among: [cheap, smart, mistral/mistral-small-latest] }
              - { name: default, strategy: cheapest-capable, min-quality: 0.1, among: [cheap, smart] }
            retries: { max-attempts: 3, max-attempts-per-target: 1, backoff: { initial: 10ms, max: 50ms } }
            """;

    private static TestYard yard;
    private static TopicTail<RoutingDecision> decisions;
    private static TopicTail<ProviderAttempt> attempts;
    private static TopicTail<FinalResponse> responses;

    @BeforeAll
    static void start() {
        yard = TestYard.running(CONFIG);
        decisions = yard.tail(yard.topics.decisions());
        attempts = yard.tail(yard.topics.attempts());
        responses = yard.tail(yard.topics.responses());
    }

    @AfterAll
    static void stop() {
        decisions.close();
        attempts.close();
        responses.close();
        yard.close();
    }

    @Test
    void shouldAnswerARealtimeChatbotByTheModelThatIsSeenToBeFastest() throws Exception {
        // Given: both have answered, and decisions know of it
        send(
                realtime("warm-quick").withModel(QUICK.toString()),
                realtime("warm-slow").withModel(SLOW.toString()));
        responses.await("warm-quick", 1);
        responses.await("warm-slow", 1);
        AtomicInteger asked = new AtomicInteger();
        Awaitility.await("times of both").atMost(Duration.ofSeconds(60)).until(() -> {
            String id = "chatbot-" + asked.incrementAndGet();
            send(realtime(id));
            responses.await(id, 1);
            return decision(id).candidates().stream()
                            .filter(SeedScenariosIT::known)
                            .count()
                    == 2;
        });
        // When
        for (int i = 0; i < 5; i++) {
            send(realtime("quick-" + i));
        }
        // Then
        for (int i = 0; i < 5; i++) {
            assertThat(decision("quick-" + i).target()).isEqualTo(QUICK);
        }
        assertThat(decision("quick-0").candidates())
                .filteredOn(each -> each.target().equals(SLOW))
                .extracting(Candidate::reason)
                .containsExactly("outscored");
    }

    @Test
    void shouldSplitANightlyBatchExactly() throws Exception {
        // When
        List<PromptRequest> batch = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            batch.add(prompt("nightly-" + i, "batch-extract", "List every date: we met on 3 May and 7 June."));
        }
        send(batch.toArray(PromptRequest[]::new));
        // Then
        List<Target> targets = decisions.await(record -> record.key().startsWith("nightly-"), 100).stream()
                .map(record -> record.value().target())
                .toList();
        assertThat(targets).filteredOn(CHEAP::equals).hasSize(80);
        assertThat(targets).filteredOn(PREMIUM::equals).hasSize(20);
        assertThat(ended(record -> record.key().startsWith("nightly-"), 100))
                .filteredOn(each -> each.target().equals(PREMIUM) && each.success())
                .hasSize(20);
    }

    @Test
    void shouldKeepThePremiumModelForCodeAndLaw() throws Exception {
        // When
        send(
                prompt("code", "default", "Write a Python function that merges two sorted lists."),
                prompt(
                        "law",
                        "default",
                        "Is a verbal contract for the sale of land enforceable under the statute of frauds?"),
                prompt("hello", "default", "Say hello to the new colleague."));
        // Then
        assertThat(decision("code").classification().task()).isEqualTo(Task.CODE);
        assertThat(decision("law").classification().task()).isEqualTo(Task.LEGAL);
        assertThat(List.of(decision("code").target(), decision("law").target())).containsOnly(PREMIUM);
        assertThat(decision("hello").target()).isEqualTo(CHEAP);
        assertThat(decision("hello").route()).isEqualTo("default");
    }

    @Test
    void shouldGiveSupportToACheapModelUpToAComplexity() throws Exception {
        // When
        send(
                prompt("easy", "support", "My printer is offline. How do I restart it?"),
                prompt(
                        "hard",
                        "support",
                        "Prove that the sum of the first n odd numbers is n squared, derive a closed form for the sum of their cubes, "
                                + "compare both for n = 1000 step by step, and explain which assumptions each step of the "
                                + "induction needs and why the argument fails without them."));
        // Then
        assertThat(decision("easy").classification().complexity()).isLessThan(0.5);
        assertThat(decision("hard").classification().complexity()).isGreaterThanOrEqualTo(0.5);
        assertThat(decision("easy").target()).isEqualTo(CHEAP);
        assertThat(decision("hard").target()).isEqualTo(PREMIUM);
    }

    @Test
    void shouldNeverCallBeyondTheEuWhenThePromptMayNotLeaveIt() throws Exception {
        // When
        send(confined(prompt("eu", "eu", "Translate good morning into French."), "eu"));
        send(confined(prompt("nowhere", "outage", "Say hello."), "eu"));
        // Then: the first target fails, and the fallback stays there too
        assertThat(answer("eu").target()).isEqualTo(QUICK);
        assertThat(ended(record -> record.key().equals("eu"), 2))
                .extracting(ProviderAttempt::target)
                .containsExactly(EU_OUT, QUICK);
        assertThat(removed("eu")).containsEntry(CHEAP, "region");
        assertThat(refusal("nowhere").kind()).isEqualTo(FailureKind.UNROUTABLE);
        assertThat(yard.simulator()
                        .books()
                        .calls(call -> call.requestId().orElse("").startsWith("nowhere")))
                .isEmpty();
    }

    @Test
    void shouldSurviveAProvidersOutageByVerifiedStandInsOnly() throws Exception {
        // When
        send(
                prompt("vouched", "outage", "Hi, how are you today?"),
                prompt("unvouched", "outage", "Write a Python function that merges two sorted lists."),
                prompt("outdated", "outage-outdated", "Hi, how are you today?"));
        // Then
        assertThat(answer("vouched").target()).isEqualTo(STAND_IN);
        assertThat(ended(record -> record.key().equals("vouched"), 2))
                .extracting(ProviderAttempt::target)
                .containsExactly(OUT, STAND_IN);
        assertThat(refusal("unvouched").kind()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(refusal("outdated").kind()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(ended(
                        record ->
                                record.key().endsWith("vouched") || record.key().equals("outdated"),
                        4))
                .filteredOn(each -> each.target().equals(STAND_IN))
                .hasSize(1);
    }

    private static boolean known(Candidate candidate) {
        return candidate.targetState() != null && candidate.targetState().samples() >= 0.5;
    }

    private static PromptRequest realtime(String id) {
        PromptRequest plain = prompt(id, "default", "Hi, can you help me choose a birthday present?");
        return new PromptRequest(
                plain.id(),
                plain.createdAt(),
                null,
                plain.tenant(),
                plain.endpoint(),
                Map.of("latency", "realtime"),
                plain.model(),
                plain.constraints(),
                plain.body(),
                false,
                null,
                null,
                null);
    }

    private static PromptRequest confined(PromptRequest plain, String region) {
        return new PromptRequest(
                plain.id(),
                plain.createdAt(),
                null,
                plain.tenant(),
                plain.endpoint(),
                plain.tags(),
                plain.model(),
                new Constraints(List.of(region), false, null, null, List.of()),
                plain.body(),
                false,
                null,
                null,
                null);
    }

    private static PromptRequest prompt(String id, String endpoint, String text) {
        return new PromptRequest(
                new RequestId(id),
                Instant.EPOCH,
                null,
                "default",
                endpoint,
                Map.of(),
                PromptRequest.AUTO,
                Constraints.NONE,
                PromptBody.ofUser(text),
                false,
                null,
                null,
                null);
    }

    private static void send(PromptRequest... prompts) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", yard.promptyard.bootstrapServers(), "acks", "all"),
                yard.topics.prompts().keySerde().serializer(),
                yard.topics.prompts().valueSerde().serializer())) {
            for (PromptRequest each : prompts) {
                producer.send(new ProducerRecord<>(
                        yard.topics.prompts().name(), each.id().value(), each));
            }
            producer.flush();
        }
    }

    /** The last one, once the prompt has been decided. */
    private static RoutingDecision decision(String id) {
        return decisions.await(id, 1).getLast().value();
    }

    private static Map<Target, String> removed(String id) {
        Map<Target, String> reasons = new HashMap<>();
        decision(id).candidates().stream()
                .filter(each -> each.state() == Candidate.State.REMOVED)
                .forEach(each -> reasons.put(each.target(), each.reason()));
        return reasons;
    }

    private static List<ProviderAttempt> ended(Predicate<ConsumerRecord<String, ProviderAttempt>> wanted, int count) {
        return attempts
                .await(wanted.and(record -> record.value().phase() == ProviderAttempt.Phase.ENDED), count)
                .stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    private static Answer answer(String id) {
        return (Answer) responses.await(id, 1).getFirst().value().result();
    }

    private static Refusal refusal(String id) {
        return (Refusal) responses.await(id, 1).getFirst().value().result();
    }
}
