package io.promptyard.connector.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.KeyHealth;
import io.promptyard.model.ModelId;
import io.promptyard.model.ProviderHealth.State;
import io.promptyard.model.ProviderId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome.Failed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ModelId MODEL = new ModelId("m");
    private static final CooldownConfig CONFIG =
            new CooldownConfig(Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofSeconds(3));

    private final List<String> cooled = new ArrayList<>();
    private final KeyRing ring =
            new KeyRing(new ProviderId("p"), List.of("first", "second"), CONFIG, new HealthListener() {
                @Override
                public void cooled(ProviderId provider, String key, FailureKind why) {
                    cooled.add(key + " " + why);
                }
            });

    @Test
    void shouldTakeTurnsWhenNothingIsKnown() {
        // When
        List<OptionalInt> taken = List.of(take(NOW), take(NOW), take(NOW));

        // Then
        assertThat(taken).containsExactly(OptionalInt.of(0), OptionalInt.of(1), OptionalInt.of(0));
    }

    @Test
    void shouldTakeTheKeyWithMostLeftWhenLimitsAreTold() {
        // Given
        ring.heard(0, Map.of("requests", new Allowance(10, 3, NOW.plusSeconds(60))));
        ring.heard(1, Map.of("requests", new Allowance(100, 90, null), "tokens", new Allowance(100, 50, null)));

        // When
        OptionalInt taken = take(NOW);

        // Then
        assertThat(taken).hasValue(1);
        assertThat(ring.headroom(NOW)).isEqualTo((0.3 + 0.5) / 2);
    }

    @Test
    void shouldCountWhatItTookWhenNoReplyHasToldYet() {
        // Given
        ring.heard(0, Map.of("requests", new Allowance(10, 6, null)));
        ring.heard(1, Map.of("requests", new Allowance(10, 5, null)));

        // When
        List<OptionalInt> taken = List.of(take(NOW), take(NOW), take(NOW));

        // Then
        assertThat(taken).containsExactly(OptionalInt.of(0), OptionalInt.of(1), OptionalInt.of(0));
    }

    @Test
    void shouldHaveAllLeftWhenTheLimitsAreReset() {
        // Given
        ring.heard(0, Map.of("requests", new Allowance(10, 0, NOW.plusSeconds(60))));

        // When
        Double later = ring.headroom(NOW.plusSeconds(60));

        // Then
        assertThat(later).isEqualTo(1);
    }

    @Test
    void shouldSkipTheKeyForAsLongAsToldWhenItIsLimited() {
        // When
        boolean another = fail(0, FailureKind.RATE_LIMITED, 429, 7_000L);

        // Then
        assertThat(another).isTrue();
        assertThat(List.of(take(NOW), take(NOW))).containsOnly(OptionalInt.of(1));
        assertThat(ring.freeAt(MODEL, NOW)).as("the other is free").isEqualTo(NOW);
        fail(1, FailureKind.RATE_LIMITED, 429, 9_000L);
        assertThat(take(NOW)).isEmpty();
        assertThat(ring.freeAt(MODEL, NOW)).as("the earliest").isEqualTo(NOW.plusSeconds(7));
        assertThat(take(NOW.plusSeconds(7))).hasValue(0);
        assertThat(ring.takeAnyway(MODEL, NOW)).isZero();
        assertThat(ring.headroom(NOW)).as("nothing is told of").isNull();
    }

    @Test
    void shouldCoolToTheResetOfTheLimitThatIsUsedUpWhenNothingSaysWhenToComeBack() {
        // Given
        ring.heard(
                0,
                Map.of(
                        "requests", new Allowance(10, 0, NOW.plusSeconds(20)),
                        "tokens", new Allowance(10, 4, NOW.plusSeconds(50))));

        // When
        fail(0, FailureKind.RATE_LIMITED, 429, null);

        // Then
        assertThat(key(0, NOW).until()).isEqualTo(NOW.plusSeconds(20));
    }

    @Test
    void shouldBackOffWhenNothingSaysWhenToComeBackAndNoResetIsKnown() {
        // When
        Instant at = NOW;
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ring.ended(0, MODEL, failed(FailureKind.RATE_LIMITED, 429, null), false, at);
            Instant until = key(0, at).until();
            pauses.add(Duration.between(at, until));
            at = until;
        }

        // Then
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void shouldTellOnceWhenManyCallsOfAKeyAreRefused() {
        // When
        for (int i = 0; i < 5; i++) {
            fail(0, FailureKind.AUTHENTICATION, 401, null);
        }

        // Then
        assertThat(cooled).containsExactly("first AUTHENTICATION");
        assertThat(key(0, NOW))
                .isEqualTo(new KeyHealth(
                        "first", State.COOLING, NOW.plus(CONFIG.refused()), FailureKind.AUTHENTICATION, null));
    }

    @Test
    void shouldKeepTheKeyForOtherModelsWhenOneIsForbidden() {
        // When
        fail(0, FailureKind.AUTHENTICATION, 403, null);

        // Then
        assertThat(ring.take(MODEL, Set.of(1), NOW)).isEmpty();
        assertThat(ring.take(new ModelId("other"), Set.of(1), NOW)).hasValue(0);
    }

    @Test
    void shouldNotCoolATokenWhenItIsReadAgain() {
        // When
        boolean another = ring.ended(0, MODEL, failed(FailureKind.AUTHENTICATION, 401, null), true, NOW);

        // Then
        assertThat(another).isTrue();
        assertThat(key(0, NOW).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void shouldCoolNobodyWhenTheCallerIsWrong() {
        // When
        boolean another = fail(0, FailureKind.INVALID_REQUEST, 400, null)
                || fail(0, FailureKind.MODEL_NOT_FOUND, 404, null)
                || fail(0, FailureKind.PROVIDER_ERROR, 500, null);

        // Then
        assertThat(another).isFalse();
        assertThat(key(0, NOW).state()).isEqualTo(State.HEALTHY);
    }

    @Test
    void shouldNotTryAnotherKeyWhenPiecesHaveBeenSent() {
        // Given
        Failed cut = new Failed(FailureKind.RATE_LIMITED, "", 200, null, null, 1, 1L, 3, null);

        // When
        boolean another = ring.ended(0, MODEL, cut, false, NOW);

        // Then
        assertThat(another).isFalse();
    }

    private OptionalInt take(Instant now) {
        return ring.take(MODEL, Set.of(), now);
    }

    private KeyHealth key(int key, Instant now) {
        return ring.view(now).get(key);
    }

    private boolean fail(int key, FailureKind kind, int status, @Nullable Long retryAfter) {
        return ring.ended(key, MODEL, failed(kind, status, retryAfter), false, NOW);
    }

    private static Failed failed(FailureKind kind, int status, @Nullable Long retryAfter) {
        return new Failed(kind, "", status, null, retryAfter, 1, null, 0, null);
    }
}
