package io.promptyard.standalone.experiments;

import io.promptyard.model.Target;
import io.promptyard.router.replay.report.Estimate;
import io.promptyard.router.replay.report.LiveFigures;
import io.promptyard.router.replay.report.ReplayMode;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.router.replay.report.ScorerFigures;
import java.math.BigDecimal;
import java.util.List;

/** Reports as a week of made-up traffic gives them: the same every time, and their sums agree. */
public final class SampleReports {
    public static final String HOSTILE =
            "</td></script><script>document.title='owned'</script><img src=x onerror=alert(1)>\"'&";

    private SampleReports() {}

    /** A cheaper policy, decided again only. */
    public static ReplayReport dry() {
        return new SampleWeek(4_800, 9).report(ReplayMode.DRY, "cheaper default route", null, "");
    }

    /** A sample of it sent, with three scorers. */
    public static ReplayReport live() {
        LiveFigures live = new LiveFigures(
                400,
                381,
                4,
                15,
                new BigDecimal("4.8731"),
                new BigDecimal("5"),
                List.of(
                        new ScorerFigures(
                                "pairwise:openai/gpt-4o",
                                92,
                                203,
                                81,
                                5,
                                null,
                                null,
                                new Estimate(0.029, -0.038, 0.096, 0.95, 376, 0, "bootstrap"),
                                new ScorerFigures.Agreement(64, 0.7969, 0.6021)),
                        new ScorerFigures(
                                "exact-match",
                                4,
                                51,
                                9,
                                0,
                                new Estimate(0.72, 0.60, 0.82, 0.95, 64, 0, "wilson"),
                                new Estimate(0.64, 0.52, 0.75, 0.95, 64, 0, "wilson"),
                                new Estimate(-0.078, -0.19, 0.03, 0.95, 64, 0, "bootstrap"),
                                new ScorerFigures.Agreement(12, 1, Double.NaN)),
                        new ScorerFigures("json-schema", 0, 30, 0, 1, null, null, null, null)),
                "5ca1ab1e0ddba115");
        return new SampleWeek(4_800, 9).report(ReplayMode.LIVE, "cheaper default route, sampled", live, "");
    }

    /** So many models that the plot cannot name them all. */
    public static ReplayReport many() {
        return new SampleWeek(3_000, 60).report(ReplayMode.DRY, "sixty models", null, "");
    }

    /** Every text in it wants to be markup. */
    public static ReplayReport hostile() {
        return new SampleWeek(300, 5).report(ReplayMode.DRY, HOSTILE, null, HOSTILE);
    }

    /** Nothing was found, and nothing can be said. */
    public static ReplayReport empty() {
        return new SampleWeek(0, 2).report(ReplayMode.DRY, "", null, "");
    }

    static Target target(int number) {
        List<String> names = List.of(
                "openai/gpt-4o",
                "openai/gpt-4o-mini",
                "anthropic/claude-sonnet-4",
                "anthropic/claude-haiku-3-5",
                "gemini/gemini-2.5-flash",
                "gemini/gemini-2.5-pro",
                "deepseek/deepseek-chat",
                "mistral/mistral-large",
                "local/llama-3.1-70b");
        return Target.parse(
                number < names.size() ? names.get(number) : "host-" + number % 7 + "/model-with-a-long-name-" + number);
    }
}
