package io.promptyard.standalone.letters;

import io.promptyard.model.Target;
import io.promptyard.model.outcome.DeadLetter;
import io.promptyard.model.outcome.FailureKind;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant. An empty set permits all; {@code since} is inclusive, {@code until} is not. A letter
 * that has no value where one is asked for is not meant. {@code ids} are request ids or places; {@code errorClasses} are
 * class names, with or without their package.
 */
public record LetterFilter(
        Set<String> ids,
        Set<FailureKind> kinds,
        Set<String> errorClasses,
        Set<String> stages,
        @Nullable Instant since,
        @Nullable Instant until,
        Set<String> routes,
        Set<String> providers,
        Set<String> models,
        Set<String> tenants,
        Set<String> topics)
        implements Predicate<FoundLetter> {
    public static final LetterFilter ALL = ofIds(Set.of());

    public LetterFilter {
        ids = Set.copyOf(ids);
        kinds = Set.copyOf(kinds);
        errorClasses = Set.copyOf(errorClasses);
        stages = Set.copyOf(stages);
        routes = Set.copyOf(routes);
        providers = Set.copyOf(providers);
        models = Set.copyOf(models);
        tenants = Set.copyOf(tenants);
        topics = Set.copyOf(topics);
    }

    /** Those with these request ids or places; all for an empty set. */
    public static LetterFilter ofIds(Set<String> ids) {
        return new LetterFilter(
                ids, Set.of(), Set.of(), Set.of(), null, null, Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
    }

    /** Whether it says anything but which ids. */
    public boolean narrows() {
        return !equals(ofIds(ids));
    }

    @Override
    public boolean test(FoundLetter found) {
        DeadLetter letter = found.letter();
        return idMeant(found)
                && (kinds.isEmpty() || kinds.contains(letter.kind()))
                && errorMeant(letter.exceptionClass())
                && meant(stages, letter.stage())
                && (since == null || !letter.at().isBefore(since))
                && (until == null || letter.at().isBefore(until))
                && meant(routes, letter.route())
                && targetMeant(letter.target())
                && meant(tenants, letter.tenant())
                && meant(topics, found.sourceTopic());
    }

    private boolean idMeant(FoundLetter found) {
        return ids.isEmpty()
                || ids.contains(found.place().toString())
                || (found.id() != null && ids.contains(found.id().value()))
                || (found.letter().id() != null
                        && ids.contains(found.letter().id().value()));
    }

    private boolean errorMeant(@Nullable String error) {
        return errorClasses.isEmpty()
                || (error != null
                        && (errorClasses.contains(error)
                                || errorClasses.contains(error.substring(error.lastIndexOf('.') + 1))));
    }

    private boolean targetMeant(@Nullable Target target) {
        return meant(providers, target == null ? null : target.provider().value())
                && (models.isEmpty()
                        || (target != null
                                && (models.contains(target.toString())
                                        || models.contains(target.model().value()))));
    }

    private static boolean meant(Set<String> wanted, @Nullable String value) {
        return wanted.isEmpty() || (value != null && wanted.contains(value));
    }
}
