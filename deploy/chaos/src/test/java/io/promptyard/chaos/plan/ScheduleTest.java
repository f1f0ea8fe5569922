package io.promptyard.chaos.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.chaos.plan.Fault.Kind;
import io.promptyard.chaos.yard.Topology;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScheduleTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Schedule schedule(long seed, Topology topology, Duration length) {
        return Schedule.of(seed, topology, length, new Random(seed));
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeTheSameListWhenTheSeedIsTheSame(Topology topology) {
        assertThat(schedule(7, topology, MINUTE)).isEqualTo(schedule(7, topology, MINUTE));
        assertThat(schedule(7, topology, MINUTE).faults())
                .isNotEqualTo(schedule(8, topology, MINUTE).faults());
    }

    @ParameterizedTest
    @EnumSource
    void shouldHoldSeveralFaultsAndAKillFirstWhenItLastsAMinute(Topology topology) {
        // When
        Schedule schedule = schedule(11, topology, MINUTE);
        // Then
        assertThat(schedule.faults()).hasSizeGreaterThan(6);
        assertThat(schedule.faults().getFirst().kind()).isEqualTo(Kind.KILL);
        assertThat(schedule.faults()).allSatisfy(fault -> assertThat(fault.at()).isLessThan(MINUTE));
    }

    @Test
    void shouldHoldEveryKindWhenItIsLong() {
        // When
        Set<Kind> kinds = schedule(1, Topology.CLUSTER, Duration.ofMinutes(20)).faults().stream()
                .map(Fault::kind)
                .collect(Collectors.toSet());
        // Then
        assertThat(kinds).isEqualTo(EnumSet.allOf(Kind.class));
    }

    @Test
    void shouldLoseOneBrokerAtATimeWhenThereAreThree() {
        // When
        var brokers = schedule(5, Topology.CLUSTER, Duration.ofMinutes(20)).faults().stream()
                .filter(fault -> fault.target().startsWith("broker-"))
                .toList();
        // Then
        assertThat(brokers).hasSizeGreaterThan(3);
        for (int i = 1; i < brokers.size(); i++) {
            assertThat(brokers.get(i).at()).isGreaterThan(brokers.get(i - 1).ends());
        }
    }

    @Test
    void shouldDealEveryKindWhenTwentyRunsAreShort() {
        // When
        Set<Kind> kinds = LongStream.rangeClosed(1, 20)
                .mapToObj(seed -> schedule(seed, Topology.of(seed), Duration.ofSeconds(36)))
                .flatMap(schedule -> schedule.faults().stream())
                .map(Fault::kind)
                .collect(Collectors.toSet());
        // Then
        assertThat(kinds).isEqualTo(EnumSet.allOf(Kind.class));
    }

    @Test
    void shouldFillDisksCorruptStateAndMoveClocksOfAllInOneWhenRunsAreShort() {
        // When
        Set<Kind> kinds = LongStream.of(3, 6, 9)
                .mapToObj(seed -> schedule(seed, Topology.UP, Duration.ofSeconds(36)))
                .flatMap(schedule -> schedule.faults().stream())
                .map(Fault::kind)
                .collect(Collectors.toSet());
        // Then
        assertThat(kinds).contains(Kind.DISK_FULL, Kind.CORRUPT, Kind.CLOCK);
    }
}
