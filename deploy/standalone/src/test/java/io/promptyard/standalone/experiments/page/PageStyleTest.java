package io.promptyard.standalone.experiments.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.standalone.experiments.SampleReports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Colours can be told from what is behind them, by WCAG 2.2: 4.5 to 1 for text, 3 to 1 for marks. */
class PageStyleTest {
    private static final Pattern ROOT = Pattern.compile(":root \\{([^}]*)}");
    private static final Pattern COLOUR = Pattern.compile("--([a-z]+): #([0-9a-f]{6})");

    @Test
    void shouldHaveColoursWithContrastInLightInDarkAndOnPaper() {
        // Given
        List<Map<String, Integer>> themes = new ArrayList<>();
        ROOT.matcher(ReportPage.of(SampleReports.empty(), ""))
                .results()
                .forEach(root -> themes.add(colours(root.group(1))));

        // Then
        assertThat(themes).hasSize(3).allSatisfy(theme -> {
            for (String text : List.of("ink", "soft", "was", "now")) {
                assertThat(contrast(theme, text, "paper")).as(text).isGreaterThanOrEqualTo(4.5);
                assertThat(contrast(theme, text, "card")).as(text).isGreaterThanOrEqualTo(4.5);
            }
            assertThat(contrast(theme, "ink", "good")).isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(theme, "ink", "hit")).isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(theme, "dot", "paper")).isGreaterThanOrEqualTo(3);
        });
    }

    private static Map<String, Integer> colours(String root) {
        Map<String, Integer> colours = new HashMap<>();
        COLOUR.matcher(root).results().forEach(each -> colours.put(each.group(1), Integer.parseInt(each.group(2), 16)));
        return colours;
    }

    private static double contrast(Map<String, Integer> theme, String front, String back) {
        double one = luminance(theme.get(front));
        double other = luminance(theme.get(back));
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
