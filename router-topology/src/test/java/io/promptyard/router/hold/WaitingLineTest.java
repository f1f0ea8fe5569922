package io.promptyard.router.hold;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
    private static final Instant T0 = Instant.parse("2026-10-01T12:00:00Z");
    private static final Duration AGEING = Duration.ofSeconds(10);
    private static final Target A = Target.of("p", "a");
    private static final Target B = Target.of("p", "b");

    private final WaitingLine line = new WaitingLine(new Lines(AGEING));

    @Test
    void shouldTakeTheHigherPriorityFirstAndTheOlderOfTwoAlike() {
        // When
        add("low", "t", 1, T0);
        add("usual", "t", 5, T0.plusSeconds(1));
        add("later", "t", 5, T0.plusSeconds(2));
        add("high", "t", 9, T0.plusSeconds(3));
        // Then
        assertThat(drain(T0.plusSeconds(4))).containsExactly("high", "usual", "later", "low");
    }

    @Test
    void shouldRiseByOneStepForEachTimeWaited() {
        // Given
        add("old", "t", 1, T0);
        add("new", "t", 5, T0.plusSeconds(41));
        // When
        String before = next(T0.plusSeconds(41));
        // Then: worth 1 + 4 and older; a moment less would not do
        assertThat(before).isEqualTo("old");
        add("newer", "t", 6, T0.plusSeconds(49));
        assertThat(next(T0.plusSeconds(49))).isEqualTo("newer");
    }

    @Test
    void shouldTakeTurnsBetweenTenantsOfOneLevel() {
        // Given
        for (int i = 0; i < 4; i++) {
            add("greedy-" + i, "greedy", 5, T0.plusMillis(i));
        }
        add("one-0", "one", 5, T0.plusSeconds(1));
        add("one-1", "one", 5, T0.plusSeconds(2));
        add("two-0", "two", 5, T0.plusSeconds(3));
        // When / Then
        assertThat(drain(T0.plusSeconds(4)))
                .containsExactly("greedy-0", "one-0", "two-0", "greedy-1", "one-1", "greedy-2", "greedy-3");
    }

    @Test
    void shouldPassOverThoseWhoseTargetsTakeNoCallsNow() {
        // Given
        line.add(place("both", "t", 9, T0, Set.of(A, B)), T0);
        line.add(place("a", "t", 8, T0, Set.of(A)), T0);
        line.add(place("b", "t", 1, T0, Set.of(B)), T0.plusSeconds(5));
        // When / Then
        assertThat(line.next(T0, Set.of(A)).orElseThrow().key()).isEqualTo("both");
        assertThat(line.next(T0, Set.of(A, B))).isEmpty();
        line.served(line.next(T0, Set.of()).orElseThrow());
        assertThat(line.next(T0, Set.of(A))).isEmpty();
        line.isBack(B, T0);
        assertThat(line.next(T0, Set.of(A)).orElseThrow().key()).isEqualTo("b");
        assertThat(line.isWaitedFor(A)).isTrue();
    }

    @Test
    void shouldKeepItsPlaceWhenItWaitsForOthers() {
        // Given
        add("first", "t", 5, T0);
        add("second", "t", 5, T0.plusSeconds(1));
        // When
        line.move(line.next(T0.plusSeconds(1), Set.of()).orElseThrow(), Set.of(B), T0.plusSeconds(1));
        // Then
        assertThat(line.size()).isEqualTo(2);
        assertThat(line.isWaitedFor(B)).isTrue();
        assertThat(drain(T0.plusSeconds(2))).containsExactly("first", "second");
        assertThat(line.isWaitedFor(A)).isFalse();
    }

    @Test
    void shouldNameThoseWhoseDeadlineHasCome() {
        // Given
        add("x", "t", 5, T0);
        // When / Then
        assertThat(line.overdue(T0.plusSeconds(599), 9)).isEmpty();
        assertThat(line.overdue(T0.plusSeconds(600), 9)).extracting(Place::key).containsExactly("x");
    }

    /**
     * One goes out in each second, and more come than go, most of them of the highest priority. Whoever comes is out once it has climbed to the
     * highest level and everybody who stood there then, and a turn of every tenant for each of its own before it, has passed.
     */
    @Property(tries = 50)
    void shouldLetNobodyStarveWhenMoreComeThanGo(@ForAll long seed) {
        // Given
        Random random = new Random(seed);
        WaitingLine crowd = new WaitingLine(new Lines(AGEING));
        int tenants = 1 + random.nextInt(4);
        Map<String, Integer> lowly = new HashMap<>();
        Map<String, Integer> waited = new HashMap<>();
        for (int i = 0; i < 5; i++) {
            String key = "lowly-" + i;
            crowd.add(place(key, "tenant-" + i % tenants, 0, T0, Set.of(A)), T0);
            lowly.put(key, i);
        }
        // When
        for (int second = 0; second < 1_000; second++) {
            Instant now = T0.plusSeconds(second);
            for (int i = 0; i < 1 + random.nextInt(3); i++) {
                String tenant = "tenant-" + random.nextInt(tenants);
                crowd.add(place("h-" + second + "-" + i, tenant, 6 + random.nextInt(4), now, Set.of(A)), now);
            }
            Place next = crowd.next(now, Set.of()).orElseThrow();
            crowd.served(next);
            waited.put(next.key(), second);
        }
        // Then: 90 s to climb, in which at most 3 a second came and were before them for each tenant that takes turns
        assertThat(waited.keySet()).containsAll(lowly.keySet());
        lowly.keySet().forEach(key -> assertThat(waited.get(key)).isLessThanOrEqualTo(90 + 3 * 90 * tenants));
    }

    private List<String> drain(Instant now) {
        List<String> keys = new ArrayList<>();
        for (Optional<Place> next = line.next(now, Set.of()); next.isPresent(); next = line.next(now, Set.of())) {
            line.served(next.get());
            keys.add(next.get().key());
        }
        return keys;
    }

    private String next(Instant now) {
        return line.next(now, Set.of()).orElseThrow().key();
    }

    private void add(String key, String tenant, int priority, Instant since) {
        line.add(place(key, tenant, priority, since, Set.of(A)), since);
    }

    private static Place place(String key, String tenant, int priority, Instant since, Set<Target> targets) {
        return new Place(key, tenant, priority, since, T0.plusSeconds(600), targets);
    }
}
