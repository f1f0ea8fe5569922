package io.promptyard.router.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.Dispatch;
import io.promptyard.model.RequestId;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DispatchQueueTest {
    private static final int CAPACITY = 12;

    private final DispatchQueue queue = new DispatchQueue(CAPACITY);

    @Test
    void shouldTakeTenantsInTurnWhenOneCameWithMany() {
        // Given
        add("greedy-1", "greedy", 5);
        add("greedy-2", "greedy", 5);
        add("greedy-3", "greedy", 5);
        add("single", "modest", 9);

        // When
        List<String> order = drain();

        // Then
        assertThat(order).containsExactly("greedy-1", "single", "greedy-2", "greedy-3");
    }

    @Test
    void shouldTakeTheEarliestDeadlineFirstThenTheFirstToComeWithinATenant() {
        // Given
        add("late", "t", 9);
        add("first", "t", 5);
        add("soon", "t", 1);
        add("second", "t", 5);

        // When // Then
        assertThat(drain()).containsExactly("soon", "first", "second", "late");
    }

    @Test
    void shouldGiveATenantNoMoreThanIsLeftFree() {
        // When
        int greedy = fill("greedy");
        int other = fill("other");

        // Then
        assertThat(greedy).isEqualTo(CAPACITY / 2);
        assertThat(other).isEqualTo(CAPACITY / 4);
        assertThat(queue.room("third")).isPositive();
    }

    @Test
    void shouldHandOutTheExpiredAloneWhenTheirDeadlineHasCome() {
        // Given
        add("late", "a", 1);
        add("good", "a", 5);
        add("late-too", "b", 1);

        // When
        List<RequestId> expired = queue.expired(Prompts.START.plus(Duration.ofMinutes(1)));

        // Then
        assertThat(expired).extracting(RequestId::value).containsExactly("late", "late-too");
        assertThat(drain()).containsExactly("good");
        assertThat(queue.size()).isZero();
    }

    /** Between two turns of a tenant that has something queued, every other one has one turn at most. */
    @Property(tries = 200)
    void shouldLetNobodyGoTwiceBeforeAnotherThatWaits(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 5) Integer> tenants) {
        // Given
        DispatchQueue mixed = new DispatchQueue(1_000);
        Map<String, Integer> left = new HashMap<>();
        for (int i = 0; i < tenants.size(); i++) {
            String tenant = "t" + tenants.get(i);
            mixed.add(dispatch(tenant + "/" + i, tenant, 5));
            left.merge(tenant, 1, Integer::sum);
        }

        // When
        List<String> order = new ArrayList<>();
        for (RequestId id = mixed.poll(); id != null; id = mixed.poll()) {
            order.add(id.value().substring(0, 2));
        }

        // Then
        Map<String, Integer> turns = new HashMap<>();
        for (String tenant : order) {
            int turn = turns.merge(tenant, 1, Integer::sum);
            assertThat(left)
                    .allSatisfy((other, count) ->
                            assertThat(turns.getOrDefault(other, 0)).isGreaterThanOrEqualTo(Math.min(count, turn - 1)));
        }
    }

    private int fill(String tenant) {
        int taken = 0;
        while (queue.room(tenant) > 0) {
            add(tenant + taken++, tenant, 5);
        }
        return taken;
    }

    private void add(String id, String tenant, int minutes) {
        queue.add(dispatch(id, tenant, minutes));
    }

    static Dispatch dispatch(String id, String tenant, int minutes) {
        Instant deadline = Prompts.START.plus(Duration.ofMinutes(minutes));
        return Prompts.dispatchOf(tenant, id, deadline, Configs.GPT);
    }

    private List<String> drain() {
        List<String> order = new ArrayList<>();
        for (RequestId id = queue.poll(); id != null; id = queue.poll()) {
            order.add(id.value());
        }
        return order;
    }
}
