package io.promptyard.standalone.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.standalone.plot.Scatter.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScatterTest {
    @Test
    void shouldLeaveOutOfTheFrontierWhatIsDearerAndNoBetter() {
        // Given
        List<Point> points = List.of(
                point(3, 0.9, "best"),
                point(1, 0.5, "cheap"),
                point(2, 0.5, "dearer"),
                point(2, 0.8, "middle"),
                point(2, 0.7, "under"),
                new Point(1.5, 0.99, 0.99, 0.99, 1, "policy"));

        // When / Then
        assertThat(Scatter.frontier(points)).extracting(Point::label).containsExactly("cheap", "middle", "best");
    }

    @Test
    void shouldCountByPowersWhenCostsAreFarApart() {
        // When
        String svg = new Scatter("x", "y")
                .point(point(0.01, 0.2, "a"))
                .point(point(20, 0.9, "b"))
                .inline("s", "t", "d");

        // Then
        assertThat(svg).contains(">0.1<", ">1<", ">10<").doesNotContain("NaN");
    }

    @Test
    void shouldBeAPictureAllTheSameWhenThereIsOnePointOrNone() {
        assertThat(new Scatter("x", "y").point(point(0, 0, "free")).inline("s", "t", "d"))
                .contains(">free<")
                .doesNotContain("NaN");
        assertThat(new Scatter("x", "y").inline("s", "t", "d")).contains("nothing to show");
    }

    @Test
    void shouldEscapeWhenALabelIsMarkup() {
        assertThat(new Scatter("<x>", "\"y\"").point(point(1, 1, "<a>&")).inline("s", "<t>", "'d'"))
                .contains("&lt;a&gt;&amp;", "&lt;x&gt;", "&lt;t&gt;", "&#39;d&#39;")
                .doesNotContain("<a>");
    }

    private static Point point(double x, double y, String label) {
        return new Point(x, y, y, y, 0, label);
    }
}
