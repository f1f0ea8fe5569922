package io.promptyard.chaos.check;

import io.promptyard.chaos.plan.Fault;
import io.promptyard.model.outcome.ProviderOutcome;
import io.promptyard.model.outcome.ProviderOutcome.Answered;
import io.promptyard.model.outcome.ProviderOutcome.Fence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** Finds the calls of providers that came more than once, and the reason of each. */
final class Repeats {
    private static final Duration SLACK = Duration.ofSeconds(2);

    /** A call that had been made before. */
    record Repeat(Attempt first, Attempt again, RepeatReason reason) {
        @Override
        public String toString() {
            return again.id() + " at " + again.call().provider() + ": " + reason.words() + "; first call "
                    + first.call().outcome() + " of " + first.call().at() + ", again "
                    + again.call().at();
        }
    }

    private final Map<String, List<Noted<ProviderOutcome>>> outcomes;
    private final Map<String, Noted<ProviderOutcome>> firstById = new HashMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private final List<Blow> blows;
    private final boolean exactlyOnce;

    Repeats(Evidence evidence, boolean exactlyOnce) {
        this.outcomes = evidence.outcomes();
        this.blows = evidence.blows();
        this.exactlyOnce = exactlyOnce;
        outcomes.forEach((provider, records) -> {
            for (Noted<ProviderOutcome> record : records) {
                if (record.value() != null) {
                    firstById.putIfAbsent(provider + " " + record.value().attemptId(), record);
                    partitions.merge(provider, record.partition() + 1, Math::max);
                }
            }
        });
    }

    /** @param calls of one request, in the order in which they began */
    List<Repeat> of(List<Attempt> calls) {
        List<Repeat> repeats = new ArrayList<>();
        for (int later = 1; later < calls.size(); later++) {
            Attempt again = calls.get(later);
            Optional<Attempt> same = calls.subList(0, later).stream()
                    .filter(call -> call.number() == again.number()
                            && call.call().provider().equals(again.call().provider()))
                    .max(Comparator.comparing(call -> call.call().number()));
            if (same.isPresent()) {
                repeats.add(new Repeat(same.get(), again, reason(same.get(), again)));
            } else {
                calls.subList(0, later).stream()
                        .filter(call -> call.number() < again.number() && endedInAnAnswer(call, again))
                        .findFirst()
                        .ifPresent(call -> repeats.add(new Repeat(call, again, RepeatReason.AFTER_AN_ANSWER)));
            }
        }
        return repeats;
    }

    private Optional<Noted<ProviderOutcome>> outcome(Attempt attempt) {
        return Optional.ofNullable(firstById.get(attempt.call().provider() + " " + attempt.id()));
    }

    /** Whether the first outcome of that attempt number, whatever its issue, is an answer, and older than the call. */
    private boolean endedInAnAnswer(Attempt earlier, Attempt again) {
        return outcomes.getOrDefault(earlier.call().provider(), List.of()).stream()
                .filter(record -> record.value() != null && earlier.request().equals(record.key()))
                .filter(record -> record.value().attempt() == earlier.number())
                .min(Comparator.comparingLong(Noted::offset))
                .filter(record -> record.value().result() instanceof Answered)
                .filter(record -> record.value().at().isBefore(again.call().at()))
                .isPresent();
    }

    private RepeatReason reason(Attempt first, Attempt again) {
        Optional<Noted<ProviderOutcome>> outcome = outcome(first);
        if (outcome.isPresent()) {
            long at = outcome.get().offset();
            Optional<Noted<ProviderOutcome>> fence = fenceBefore(again);
            if (fence.isPresent() && at < fence.get().offset()) {
                return RepeatReason.STOOD_BEFORE_FENCE;
            }
            boolean known =
                    outcome.get().value().at().plus(SLACK).isBefore(again.call().at());
            return fence.isEmpty() && known ? RepeatReason.NO_CAUSE : explained(first, again, RepeatReason.OLD_OWNER);
        }
        if (exactlyOnce && first.id().equals(again.id())) {
            return explained(first, again, RepeatReason.ABORTED);
        }
        return switch (first.call().outcome()) {
            case OPEN, HUNG_UP -> explained(first, again, RepeatReason.OPEN);
            case ANSWERED, REFUSED, REJECTED, BROKEN -> explained(first, again, RepeatReason.UNACKNOWLEDGED);
        };
    }

    /** The last fence of the task that the call was made by, as far as clocks tell. */
    private Optional<Noted<ProviderOutcome>> fenceBefore(Attempt again) {
        String provider = again.call().provider();
        int partition = BuiltInPartitioner.partitionForKey(
                again.request().getBytes(StandardCharsets.UTF_8), partitions.getOrDefault(provider, 1));
        return outcomes.getOrDefault(provider, List.of()).stream()
                .filter(record -> record.partition() == partition)
                .filter(record -> record.value() != null && record.value().result() instanceof Fence)
                .filter(record -> !record.value().at().isAfter(again.call().at()))
                .max(Comparator.comparingLong(Noted::offset));
    }

    private RepeatReason explained(Attempt first, Attempt again, RepeatReason reason) {
        return blows.stream()
                        .filter(Blow::dealt)
                        .filter(blow -> reaches(blow.fault(), again.call().provider()))
                        .anyMatch(blow -> hitInBetween(blow, first, again) || tookTheTaskAway(blow, first, again))
                ? reason
                : RepeatReason.NO_CAUSE;
    }

    private static boolean hitInBetween(Blow blow, Attempt first, Attempt again) {
        Instant from = first.call().at().minus(SLACK);
        return blow.from().isBefore(again.call().at())
                && (blow.to().plus(SLACK).isAfter(from) || blow.from().isAfter(from));
    }

    /**
     * Whether the task has changed hands since the blow, which is still felt. Where the old owner does not know it yet,
     * both make calls, whose order tells nothing: so the fence may be older than the first call.
     */
    private boolean tookTheTaskAway(Blow blow, Attempt first, Attempt again) {
        return blow.from().isBefore(again.call().at())
                && blow.felt().isAfter(first.call().at())
                && fenceBefore(again)
                        .filter(fence ->
                                fence.value() != null && fence.value().at().isAfter(blow.from()))
                        .isPresent();
    }

    private static boolean reaches(Fault fault, String provider) {
        String target = fault.target();
        return target.equals("up")
                || target.startsWith("broker")
                || target.equals("registry")
                || target.startsWith("worker-" + provider);
    }
}
