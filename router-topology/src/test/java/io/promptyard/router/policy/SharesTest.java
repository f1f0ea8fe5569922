package io.promptyard.router.policy;

import static io.promptyard.router.policy.PolicyFixture.BOTH;
import static io.promptyard.router.policy.PolicyFixture.EURO;
import static io.promptyard.router.policy.PolicyFixture.PREMIUM;
import static io.promptyard.router.policy.PolicyFixture.T0;
import static io.promptyard.router.policy.PolicyFixture.prompt;
import static io.promptyard.router.policy.PolicyFixture.request;
import static io.promptyard.router.policy.PolicyFixture.world;
import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.ClassifiedPrompt;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.config.Strategy;
import io.promptyard.router.policy.RouteDecision.Routed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final List<Target> TARGETS = List.of(PREMIUM, EURO, BOTH);

    @Property(tries = 100)
    void shouldGiveEachItsExactShareInEveryWindowWhenSplit(
            @ForAll @IntRange(min = 1, max = 40) int a,
            @ForAll @IntRange(min = 1, max = 40) int b,
            @ForAll @IntRange(min = 1, max = 40) int c,
            @ForAll @LongRange(min = 0) long start) {
        // Given
        Map<Target, Integer> shares = new LinkedHashMap<>(Map.of(PREMIUM, a, EURO, b, BOTH, c));
        CostAwarePolicy policy =
                CostAwarePolicy.of(world().route(new Strategy.Split(shares)).config());
        ClassifiedPrompt prompt = prompt(request());
        // When
        Map<Target, Integer> counted = new HashMap<>();
        for (long turn = start % 1_000_000; turn < start % 1_000_000 + a + b + c; turn++) {
            counted.merge(target(policy.decide(prompt, T0, FixedState.turn(turn))), 1, Integer::sum);
        }
        // Then
        assertThat(counted).isEqualTo(shares);
    }

    @Test
    void shouldSpreadSharesRatherThanGiveThemInBlocks() {
        // Given
        CostAwarePolicy policy = CostAwarePolicy.of(
                world().route(new Strategy.Split(Map.of(EURO, 80, PREMIUM, 20))).config());
        // When
        List<Long> gaps = new ArrayList<>();
        long last = -1;
        for (long turn = 0; turn < 1_000; turn++) {
            if (target(policy.decide(prompt(request()), T0, FixedState.turn(turn)))
                    .equals(PREMIUM)) {
                gaps.add(turn - last);
                last = turn;
            }
        }
        // Then
        assertThat(gaps).hasSize(200).allMatch(gap -> gap <= 10);
    }

    @Test
    void shouldTakeNoTurnOnAFallback() {
        // Given
        CostAwarePolicy policy = CostAwarePolicy.of(
                world().route(new Strategy.Split(Map.of(EURO, 80, PREMIUM, 20))).config());
        ClassifiedPrompt failed = prompt(request(), PolicyFixture.failed(EURO, FailureKind.TIMEOUT));
        // When
        RouteDecision decision = policy.decide(failed, T0, FixedState.turn(7));
        // Then
        assertThat(target(decision)).isEqualTo(PREMIUM);
        assertThat(decision.record().turn()).isNull();
    }

    @Test
    void shouldKeepAConversationAtItsTargetWhenItGrows() {
        // Given
        Strategy sticky = new Strategy.Sticky(TARGETS, "conversation");
        CostAwarePolicy policy = CostAwarePolicy.of(world().route(sticky).config());
        // When
        Set<Target> used = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            Target first = target(policy.decide(prompt(conversation("question " + i, 1)), T0));
            Target third = target(policy.decide(prompt(conversation("question " + i, 3), 9_000, 0.9), T0));
            used.add(first);
            assertThat(third).isEqualTo(first);
        }
        // Then
        assertThat(used).containsExactlyInAnyOrderElementsOf(TARGETS);
    }

    @Test
    void shouldMoveOnlyTheConversationsOfATargetThatFallsOut() {
        // Given
        CostAwarePolicy all = CostAwarePolicy.of(
                world().route(new Strategy.Sticky(TARGETS, "conversation")).config());
        CostAwarePolicy fewer =
                CostAwarePolicy.of(world().route(new Strategy.Sticky(List.of(PREMIUM, BOTH), "conversation"))
                        .config());
        // When
        int moved = 0;
        for (int i = 0; i < 100; i++) {
            ClassifiedPrompt prompt = prompt(conversation("question " + i, 1));
            Target before = target(all.decide(prompt, T0));
            boolean stays = target(fewer.decide(prompt, T0)).equals(before);
            assertThat(stays || before.equals(EURO)).isTrue();
            moved += stays ? 0 : 1;
        }
        // Then
        assertThat(moved).isBetween(15, 55);
    }

    @Test
    void shouldKeepByTagOrTenantWhenAskedTo() {
        // Given
        CostAwarePolicy byTag = CostAwarePolicy.of(
                world().route(new Strategy.Sticky(TARGETS, "tag:user")).config());
        CostAwarePolicy byTenant = CostAwarePolicy.of(
                world().route(new Strategy.Sticky(TARGETS, "tenant")).config());
        // When
        Set<Target> ofTag = new HashSet<>();
        Set<Target> ofTenant = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            ofTag.add(target(byTag.decide(prompt(tagged("one", "question " + i)), T0)));
            ofTenant.add(target(byTenant.decide(prompt(tagged("user " + i, "question " + i)), T0)));
        }
        // Then
        assertThat(ofTag).hasSize(1);
        assertThat(ofTenant).hasSize(1);
    }

    private static Target target(RouteDecision decision) {
        return ((Routed) decision).dispatch().target();
    }

    private static PromptRequest conversation(String question, int turns) {
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(message(Role.SYSTEM, "be brief"));
        for (int i = 0; i < turns; i++) {
            messages.add(message(Role.USER, i == 0 ? question : "more " + i));
            messages.add(message(Role.ASSISTANT, "answer " + i));
        }
        return request(new PromptBody(messages, List.of(), null, SamplingParameters.DEFAULTS, null, "{}"));
    }

    private static ChatMessage message(Role role, String text) {
        return new ChatMessage(role, List.of(new ContentPart.TextPart(text, "{}")), List.of(), null, null, "{}");
    }

    private static PromptRequest tagged(String user, String question) {
        PromptRequest plain = conversation(question, 1);
        return new PromptRequest(
                new RequestId(question),
                plain.createdAt(),
                null,
                plain.tenant(),
                plain.endpoint(),
                Map.of("user", user),
                plain.model(),
                plain.constraints(),
                plain.body(),
                false,
                null,
                null,
                null);
    }
}
