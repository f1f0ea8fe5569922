package io.promptyard.router.policy;

import io.promptyard.model.AttemptSummary;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.router.policy.Assessed.Removal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts that failed rule out: their targets; a provider whose account is at fault, with all its models;
 * after a prompt too long for a window, every window that is no larger. {@code windowAbove} is 0 when none was.
 */
record FallbackRules(Set<Target> tried, Set<ProviderId> failedProviders, int windowAbove) {

    static FallbackRules of(List<AttemptSummary> attempts, Offers offers) {
        Set<Target> tried = new HashSet<>();
        Set<ProviderId> providers = new HashSet<>();
        int window = 0;
        for (AttemptSummary attempt : attempts) {
            tried.add(attempt.target());
            if (providerWide(attempt.kind())) {
                providers.add(attempt.target().provider());
            }
            if (attempt.kind() == FailureKind.CONTEXT_TOO_LONG) {
                window = Math.max(window, offers.of(attempt.target()).window());
            }
        }
        return new FallbackRules(tried, providers, window);
    }

    /** Null when the attempts leave the target open. */
    @Nullable
    Removal check(Offer offer) {
        if (tried.contains(offer.target())) {
            return new Removal(Reason.TRIED, "failed before");
        }
        if (failedProviders.contains(offer.target().provider())) {
            return new Removal(Reason.PROVIDER_FAILED, "account refused");
        }
        if (windowAbove > 0 && offer.window() <= windowAbove) {
            return new Removal(Reason.WINDOW, offer.window() + " not larger than " + windowAbove);
        }
        return null;
    }

    private static boolean providerWide(FailureKind kind) {
        return kind == FailureKind.AUTHENTICATION || kind == FailureKind.QUOTA_EXHAUSTED;
    }
}
