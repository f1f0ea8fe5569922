package io.promptyard.standalone.demo;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the senders saw, what the topics say and what the simulator has booked against each other. Pure. A problem
 * is one line that names the prompts.
 */
final class Verification {
    private static final int NAMED = 3;
    private static final Story NOTHING = new Story(List.of(), List.of(), List.of(), 0, List.of());

    private final List<Delivered> delivered;
    private final Map<String, Story> stories;
    private final List<String> problems = new ArrayList<>();

    private Verification(List<Delivered> delivered, Map<String, Story> stories) {
        this.delivered = delivered;
        this.stories = stories;
    }

    /** {@code bookings} are those of all {@code simulated} providers. Empty when all is well. */
    static List<String> problems(
            int planned,
            List<Delivered> delivered,
            Map<String, Story> stories,
            List<Booking> bookings,
            Set<ProviderId> simulated) {
        Verification check = new Verification(delivered, stories);
        if (delivered.size() != planned) {
            check.problems.add(delivered.size() + " prompts were sent, not " + planned);
        }
        check.senders();
        check.ids();
        check.responses();
        check.same();
        check.deadLetters();
        check.attempts();
        check.books(bookings, simulated);
        return List.copyOf(check.problems);
    }

    private void senders() {
        delivered.stream()
                .filter(each -> each.problem() != null)
                .collect(Collectors.groupingBy(each -> Objects.requireNonNullElse(each.problem(), "")))
                .forEach((problem, those) -> problems.add(prompts(those.size()) + ": " + problem));
    }

    private void ids() {
        Set<String> seen = new HashSet<>();
        problem("have the id of another", accepted(each -> !seen.add(each.id())));
        problem(
                "have no request id",
                delivered.stream()
                        .filter(each -> each.id() == null && each.problem() == null)
                        .map(each -> "prompt " + each.planned().number())
                        .toList());
    }

    private void responses() {
        problem(
                "got no terminal response",
                accepted(each -> story(each).responses().isEmpty()));
        problem(
                "got more than one terminal response",
                accepted(each -> story(each).responses().size() > 1));
    }

    private void same() {
        problem(
                "were told something else than the topic says",
                accepted(each -> each.problem() == null
                        && story(each)
                                .response()
                                .map(response -> differs(each, response))
                                .orElse(false)));
    }

    private static boolean differs(Delivered told, FinalResponse response) {
        return switch (response.result()) {
            case Answer answer ->
                told.refused()
                        || !told.text().equals(AnswerText.of(answer))
                        || !answer.target().toString().equals(told.target());
            // A stream's status is sent before its end is known.
            case Refusal refusal ->
                !told.refused()
                        || (told.httpStatus() != refusal.httpStatus() && refusal.chunks() == 0)
                        || !Objects.equals(text(refusal.target()), told.target());
        };
    }

    private static @Nullable String text(@Nullable Target target) {
        return target == null ? null : target.toString();
    }

    private void deadLetters() {
        problem("were refused without a dead letter, or have one and were answered", accepted(each -> {
            Story story = story(each);
            boolean promised = story.response()
                    .map(response -> response.result() instanceof Refusal refusal && refusal.deadLetter() != null)
                    .orElse(false);
            return promised == story.deadLetters().isEmpty();
        }));
    }

    private void attempts() {
        problem(
                "have an attempt that started and never ended",
                accepted(
                        each -> !ids(story(each).ended()).equals(ids(story(each).started()))));
    }

    private static Set<String> ids(List<ProviderAttempt> attempts) {
        return attempts.stream().map(ProviderAttempt::attemptId).collect(Collectors.toSet());
    }

    private void books(List<Booking> bookings, Set<ProviderId> simulated) {
        Map<String, List<Booking>> booked = bookings.stream().collect(Collectors.groupingBy(Booking::requestId));
        problem("were called for more than the attempts topic says", accepted(each -> {
            List<Booking> calls = booked.getOrDefault(each.id(), List.of());
            Set<String> called = calls.stream().map(Booking::attemptId).collect(Collectors.toSet());
            Set<String> known = ids(story(each).started());
            return called.size() != calls.size() || !known.containsAll(called);
        }));
        problem("have an attempt that the simulator has not booked", accepted(each -> {
            Set<String> called = booked.getOrDefault(each.id(), List.of()).stream()
                    .map(Booking::attemptId)
                    .collect(Collectors.toSet());
            return story(each).ended().stream()
                    .filter(attempt -> simulated.contains(attempt.target().provider()))
                    // A connection that broke may have broken before the call arrived.
                    .filter(attempt -> attempt.kind() != FailureKind.NETWORK)
                    // Nothing was sent.
                    .filter(attempt -> attempt.kind() != FailureKind.CIRCUIT_OPEN)
                    .anyMatch(attempt -> !called.contains(attempt.attemptId()));
        }));
    }

    private List<String> accepted(Predicate<Delivered> wrong) {
        return delivered.stream()
                .filter(each -> each.id() != null)
                .filter(wrong)
                .map(each -> Objects.requireNonNullElse(each.id(), ""))
                .toList();
    }

    private Story story(Delivered each) {
        return stories.getOrDefault(Objects.requireNonNullElse(each.id(), ""), NOTHING);
    }

    private void problem(String what, List<String> ids) {
        if (!ids.isEmpty()) {
            String more = ids.size() > NAMED ? " and others" : "";
            problems.add(prompts(ids.size()) + " " + agreeing(ids.size(), what) + ": "
                    + ids.stream().limit(NAMED).collect(Collectors.joining(", ")) + more);
        }
    }

    private static String prompts(int count) {
        return count == 1 ? "1 prompt" : count + " prompts";
    }

    /** The verb that {@code what} begins with, as it goes with one prompt. */
    private static String agreeing(int count, String what) {
        if (count != 1) {
            return what;
        }
        return what.startsWith("have ")
                ? what.replaceFirst("have", "has")
                : what.startsWith("were ") ? what.replaceFirst("were", "was") : what;
    }
}
