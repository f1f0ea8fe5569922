package io.promptyard.standalone.demo;

import io.promptyard.connector.catalogue.ModelCatalogue;
import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The closing figures, from the topics; only latency by way is what the senders measured. Pure. */
public record DemoSummary(
        int prompts,
        List<ModelRow> models,
        List<WayRow> ways,
        Money money,
        int attempts,
        Map<FailureKind, Long> failures,
        int retries,
        int fallbacks,
        int decisions,
        Map<FailureKind, Long> deadLetters) {

    /** One model: how many prompts it answered, how many calls that took, what they cost as far as known. */
    public record ModelRow(
            Target target, int answered, int calls, int failed, BigDecimal costUsd, Percentiles latency) {}

    /** One way to send: what came of it, and how long it took, answers only. */
    public record WayRow(Way way, int sent, int answered, int refused, Percentiles latency, Percentiles firstToken) {}

    static DemoSummary of(
            List<Delivered> delivered, Collection<Story> stories, ModelCatalogue catalogue, Set<ProviderId> providers) {
        List<ProviderAttempt> ended =
                stories.stream().flatMap(story -> story.ended().stream()).toList();
        return new DemoSummary(
                delivered.size(),
                models(stories, ended),
                ways(delivered),
                Money.of(ended, catalogue, providers),
                stories.stream().mapToInt(story -> story.started().size()).sum(),
                count(ended.stream()
                        .map(ProviderAttempt::kind)
                        .filter(Objects::nonNull)
                        .toList()),
                stories.stream().mapToInt(Story::retries).sum(),
                stories.stream().mapToInt(Story::fallbacks).sum(),
                stories.stream().mapToInt(Story::decisions).sum(),
                count(stories.stream()
                        .flatMap(story -> story.deadLetters().stream())
                        .map(letter -> letter.kind())
                        .toList()));
    }

    private static List<ModelRow> models(Collection<Story> stories, List<ProviderAttempt> ended) {
        Map<Target, Long> answered = stories.stream()
                .flatMap(story -> story.response().stream())
                .map(FinalResponse::result)
                .filter(Answer.class::isInstance)
                .collect(Collectors.groupingBy(result -> ((Answer) result).target(), Collectors.counting()));
        Map<Target, List<ProviderAttempt>> calls = ended.stream()
                .collect(Collectors.groupingBy(ProviderAttempt::target, TreeMap::new, Collectors.toList()));
        List<ModelRow> rows = new ArrayList<>();
        calls.forEach((target, those) ->
                rows.add(row(target, answered.getOrDefault(target, 0L).intValue(), those)));
        rows.sort(Comparator.comparingInt(ModelRow::answered).reversed().thenComparing(ModelRow::target));
        return List.copyOf(rows);
    }

    private static ModelRow row(Target target, int answered, List<ProviderAttempt> calls) {
        BigDecimal cost = calls.stream()
                .map(ProviderAttempt::costUsd)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Long> latencies = calls.stream()
                .filter(ProviderAttempt::success)
                .map(ProviderAttempt::latencyMillis)
                .filter(Objects::nonNull)
                .toList();
        int failed = (int) calls.stream().filter(call -> !call.success()).count();
        return new ModelRow(target, answered, calls.size(), failed, cost, Percentiles.of(latencies));
    }

    private static List<WayRow> ways(List<Delivered> delivered) {
        List<WayRow> rows = new ArrayList<>();
        for (Way way : Way.values()) {
            List<Delivered> those = delivered.stream()
                    .filter(each -> each.planned().way() == way)
                    .toList();
            List<Delivered> answered = those.stream()
                    .filter(each -> each.problem() == null && !each.refused())
                    .toList();
            rows.add(new WayRow(
                    way,
                    those.size(),
                    answered.size(),
                    (int) those.stream().filter(Delivered::refused).count(),
                    Percentiles.of(
                            answered.stream().map(Delivered::latencyMillis).toList()),
                    Percentiles.of(answered.stream()
                            .map(Delivered::firstTokenMillis)
                            .filter(Objects::nonNull)
                            .toList())));
        }
        return List.copyOf(rows);
    }

    private static Map<FailureKind, Long> count(Collection<FailureKind> kinds) {
        Map<FailureKind, Long> counts = new EnumMap<>(FailureKind.class);
        kinds.forEach(kind -> counts.merge(kind, 1L, Long::sum));
        return counts;
    }
}
