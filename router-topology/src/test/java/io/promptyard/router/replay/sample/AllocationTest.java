package io.promptyard.router.replay.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final Stratum CHAT = new Stratum("default", "chat", 0);
    private static final Stratum CODE = new Stratum("default", "code", 2);
    private static final Stratum RARE = new Stratum("rare", "legal", 3);

    @Test
    void shouldFollowTheSizesAndLeaveNoStratumOut() {
        // When
        Allocation allocation = Allocation.of(Map.of(CHAT, 600L, CODE, 397L, RARE, 3L), 0.02);
        // Then: 20 in all, of 12, 7.94 and 0.06
        assertThat(allocation.of(CHAT)).isEqualTo(12);
        assertThat(allocation.of(CODE)).isEqualTo(7);
        assertThat(allocation.of(RARE)).isEqualTo(1);
        assertThat(allocation.of(new Stratum("none", "chat", 0))).isZero();
    }

    @Test
    void shouldGiveWhatIsLeftToTheLargestRemainders() {
        assertThat(Allocation.of(Map.of(CHAT, 24L, CODE, 26L), 0.1).of(CODE)).isEqualTo(3);
    }

    @Test
    void shouldTakeAllOfAStratumButNoMoreThanSoMany() {
        Allocation allocation = Allocation.atMost(Map.of(CHAT, 24L, CODE, 3L), 10);
        assertThat(allocation.of(CHAT)).isEqualTo(10);
        assertThat(allocation.of(CODE)).isEqualTo(3);
        assertThatThrownBy(() -> Allocation.atMost(Map.of(CHAT, 1L), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseARateThatIsNone() {
        assertThatThrownBy(() -> Allocation.of(Map.of(CHAT, 1L), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Allocation.of(Map.of(CHAT, 1L), 1.5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 200)
    void shouldHoldItsTotalAndNoMoreThanThereIs(
            @ForAll @Size(min = 1, max = 12) java.util.List<@LongRange(min = 1, max = 5000) Long> sizes,
            @ForAll @DoubleRange(min = 0.01, max = 1) double rate) {
        // Given
        Map<Stratum, Long> populations = new TreeMap<>();
        for (int i = 0; i < sizes.size(); i++) {
            populations.put(new Stratum("route-" + i, "chat", i % Stratum.BANDS), sizes.get(i));
        }
        // When
        Allocation allocation = Allocation.of(populations, rate);
        // Then
        populations.forEach(
                (stratum, size) -> assertThat((long) allocation.of(stratum)).isBetween(1L, size));
        long all = sizes.stream().mapToLong(Long::longValue).sum();
        assertThat((long) allocation.total())
                .isBetween((long) Math.ceil(all * rate), (long) Math.ceil(all * rate) + sizes.size());
    }
}
