package io.promptyard.router.replay.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.replay.sample.StratifiedDraw.Drawn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedDrawTest {
    private static final Stratum CHAT = new Stratum("default", "chat", 0);
    private static final Stratum CODE = new Stratum("default", "code", 2);
    private static final Allocation ALLOCATION = Allocation.of(Map.of(CHAT, 900L, CODE, 100L), 0.05);

    private static List<Drawn> draw(long seed, List<Integer> order) {
        StratifiedDraw draw = new StratifiedDraw(ALLOCATION, seed);
        order.forEach(i -> draw.offer(i < 900 ? CHAT : CODE, "id-" + i));
        return draw.drawn();
    }

    private static List<Integer> ids() {
        return new ArrayList<>(IntStream.range(0, 1000).boxed().toList());
    }

    @Test
    void shouldDrawTheSameInAnyOrderAndWhenIdsComeTwice() {
        // Given
        List<Integer> other = ids();
        other.addAll(ids());
        Collections.shuffle(other, new Random(3));
        // When
        List<Drawn> drawn = draw(7, ids());
        // Then
        assertThat(drawn).isEqualTo(draw(7, other)).hasSize(50).doesNotHaveDuplicates();
        assertThat(drawn.stream().filter(each -> each.stratum().equals(CODE))).hasSize(5);
    }

    @Test
    void shouldDrawOthersWhenTheSeedIsAnother() {
        assertThat(draw(7, ids())).isNotEqualTo(draw(8, ids()));
    }

    @Test
    void shouldHoldTheProportionsInEveryBeginning() {
        // When
        List<Drawn> drawn = draw(7, ids());
        // Then: the money may be at its end after any of them
        for (int length = 10; length <= 50; length += 10) {
            assertThat(drawn.subList(0, length).stream()
                            .filter(each -> each.stratum().equals(CODE)))
                    .hasSize(length / 10);
        }
    }

    @Test
    void shouldReachEveryIdWhenSeedsChange() {
        // Given
        boolean[] met = new boolean[1000];
        // When
        for (long seed = 0; seed < 400; seed++) {
            draw(seed, ids()).forEach(each -> met[Integer.parseInt(each.id().substring(3))] = true);
        }
        // Then
        assertThat(met).containsOnly(true);
    }
}
