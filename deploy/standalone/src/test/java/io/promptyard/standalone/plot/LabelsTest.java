package io.promptyard.standalone.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LabelsTest {
    @Property(tries = 200)
    void shouldNeverPutALabelOverAnotherOrOutside(
            @ForAll @Size(max = 60) List<@IntRange(max = 399) Integer> xs, @ForAll @IntRange(max = 97) int seed) {
        // Given
        Labels labels = new Labels(0, 0, 400, 300);
        List<double[]> boxes = new ArrayList<>();

        // When
        for (int i = 0; i < xs.size(); i++) {
            String text = "model-" + "x".repeat((i * 7 + seed) % 20);
            labels.place(xs.get(i), (xs.get(i) * 31 + i * seed) % 300, text, i % 4)
                    .ifPresent(place -> boxes.add(
                            new double[] {place.x(), place.y() - 10, place.x() + Labels.width(text), place.y() + 3}));
        }

        // Then
        for (int i = 0; i < boxes.size(); i++) {
            double[] one = boxes.get(i);
            assertThat(one[0] >= 0 && one[1] >= 0 && one[2] <= 400 && one[3] <= 300)
                    .isTrue();
            for (double[] other : boxes.subList(i + 1, boxes.size())) {
                boolean apart = one[2] <= other[0] || other[2] <= one[0] || one[3] <= other[1] || other[3] <= one[1];
                assertThat(apart).isTrue();
            }
        }
    }

    @Test
    void shouldLeaveALabelOutWhenAllPlacesAreTaken() {
        // Given
        Labels labels = new Labels(0, 0, 100, 100);
        labels.take(50, 50, 60, 60);

        // When / Then
        assertThat(labels.place(50, 50, "name", 3)).isEmpty();
    }
}
