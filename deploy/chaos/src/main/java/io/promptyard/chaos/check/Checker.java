package io.promptyard.chaos.check;

import io.promptyard.chaos.check.Repeats.Repeat;
import io.promptyard.chaos.load.Asked;
import io.promptyard.chaos.plan.Fault.Kind;
import io.promptyard.model.Constraints;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import io.promptyard.simulator.BookedCall;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Draws the findings from the evidence. Pure: the same evidence gives the same findings. */
public final class Checker {
    private static final int EXAMPLES = 12;
    private static final Set<Kind> KILLS = Set.of(Kind.KILL, Kind.TERM, Kind.FREEZE, Kind.CORRUPT, Kind.SCALE);

    private final Evidence evidence;
    private final boolean exactlyOnce;
    private final Places places;
    private final Map<String, Integer> sent = new HashMap<>();
    private final Map<String, Constraints> constraints = new HashMap<>();
    private final Map<String, List<Noted<FinalResponse>>> responses;
    private final List<String> examples = new ArrayList<>();

    private Checker(Evidence evidence, boolean exactlyOnce, Places places) {
        this.evidence = evidence;
        this.exactlyOnce = exactlyOnce;
        this.places = places;
        for (Noted<PromptRequest> prompt : evidence.prompts()) {
            if (prompt.key() != null) {
                sent.merge(prompt.key(), 1, Integer::sum);
                if (prompt.value() != null) {
                    constraints.putIfAbsent(prompt.key(), prompt.value().constraints());
                }
            }
        }
        this.responses = evidence.responses().stream()
                .filter(response -> response.key() != null)
                .collect(Collectors.groupingBy(response -> Objects.requireNonNull(response.key())));
    }

    public static Findings check(Evidence evidence, boolean exactlyOnce, Places places) {
        return new Checker(evidence, exactlyOnce, places).findings();
    }

    private Findings findings() {
        Set<String> accepted = new HashSet<>(sent.keySet());
        accepted.addAll(evidence.told().acknowledged());
        List<BookedCall> calls = evidence.books();
        List<Repeat> repeats = repeats(calls);
        repeats.stream().filter(repeat -> !repeat.reason().isExplained()).forEach(repeat -> example(repeat.toString()));
        return new Findings(
                exactlyOnce,
                accepted.size(),
                accepted.stream().filter(id -> first(id) instanceof Answer).count(),
                accepted.stream().filter(id -> first(id) instanceof Refusal).count(),
                evidence.deadLetters().size(),
                lost(accepted),
                duplicates(),
                evidence.asked().size(),
                evidence.asked().stream().filter(this::disagrees).count(),
                evidence.asked().stream().filter(this::isUnserved).count(),
                calls.size(),
                calls.stream().filter(this::isOutOfPolicy).count(),
                doubleBilled(calls),
                repeats.stream().collect(Collectors.groupingBy(Repeat::reason, Collectors.counting())),
                evidence.blows().stream().filter(Blow::dealt).count(),
                evidence.blows().stream()
                        .filter(Blow::dealt)
                        .filter(blow -> KILLS.contains(blow.fault().kind()))
                        .count(),
                (long) evidence.pending(),
                evidence.responseGaps(),
                evidence.abortedResponses(),
                evidence.blows().stream().filter(blow -> !blow.dealt()).count(),
                examples);
    }

    private void example(String line) {
        if (examples.size() < EXAMPLES) {
            examples.add(line);
        }
    }

    /** The binding response: the first by offset. */
    private FinalResponse.@org.jspecify.annotations.Nullable Result first(String id) {
        return responses.getOrDefault(id, List.of()).stream()
                .min(Comparator.comparingLong(Noted::offset))
                .map(Noted::value)
                .map(FinalResponse::result)
                .orElse(null);
    }

    private long lost(Set<String> accepted) {
        List<String> lost =
                accepted.stream().filter(id -> !responses.containsKey(id)).toList();
        lost.forEach(id -> example(id + ": lost" + (sent.containsKey(id) ? "" : ", acknowledged and not in the log")));
        // A record without a key ends in its dead letter.
        long buried = evidence.deadLetters().stream()
                .filter(letter -> letter.key() == null)
                .count();
        long keyless = Math.max(0, evidence.told().keyless() - buried);
        if (keyless > 0) {
            example(keyless + " records without a key have no dead letter");
        }
        return lost.size() + keyless;
    }

    private long duplicates() {
        return responses.entrySet().stream()
                .mapToLong(entry -> {
                    long extra = entry.getValue().stream()
                                    .filter(response -> !response.copy())
                                    .count()
                            - 1;
                    if (extra > 0 && exactlyOnce) {
                        example(entry.getKey() + ": " + extra + " responses too many");
                    }
                    return Math.max(0, extra);
                })
                .sum();
    }

    private boolean disagrees(Asked asked) {
        if (asked.id() == null || asked.status() != 200 || !asked.whole()) {
            return false;
        }
        boolean agrees =
                first(asked.id()) instanceof Answer answer && Texts.of(answer).equals(asked.text());
        if (!agrees) {
            example(asked.id() + ": an HTTP caller got " + (asked.stream() ? "a stream" : "an answer")
                    + " that is not the first on the topic");
        }
        return !agrees;
    }

    private boolean isUnserved(Asked asked) {
        if (asked.id() == null || !asked.whole()) {
            return true;
        }
        return asked.status() != 200
                && !(first(asked.id()) instanceof Refusal refusal && refusal.httpStatus() == asked.status());
    }

    private boolean isOutOfPolicy(BookedCall call) {
        String id = call.idempotencyKey().orElse("");
        Constraints wanted = constraints.get(id);
        boolean forbidden = wanted == null || !places.permits(wanted, call.provider());
        if (forbidden) {
            example("call " + call.number() + " of " + call.provider() + " for " + id
                    + (wanted == null ? ", which nobody accepted" : ", which its constraints forbid"));
        }
        return forbidden;
    }

    private static long doubleBilled(List<BookedCall> calls) {
        Map<String, Long> answered = calls.stream()
                .filter(call -> call.outcome() == BookedCall.Outcome.ANSWERED)
                .collect(Collectors.groupingBy(
                        call -> call.idempotencyKey().orElse("none"), TreeMap::new, Collectors.counting()));
        return answered.values().stream().mapToLong(count -> count - 1).sum();
    }

    private List<Repeat> repeats(List<BookedCall> calls) {
        Repeats repeats = new Repeats(evidence, exactlyOnce);
        return calls.stream()
                .flatMap(call -> Attempt.of(call).stream())
                .collect(Collectors.groupingBy(Attempt::request, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(ofOne -> repeats.of(ofOne).stream())
                .toList();
    }
}
