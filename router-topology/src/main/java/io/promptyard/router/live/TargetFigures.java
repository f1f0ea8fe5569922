package io.promptyard.router.live;

import io.promptyard.model.ProviderAttempt;
import io.promptyard.model.TargetState;
import io.promptyard.model.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the answers of one target were lately. Not thread-safe. */
final class TargetFigures {
    /** A minute-old answer counts for half: a target that was slow an hour ago is not known to be slow now. */
    static final Duration HALF_LIFE = Duration.ofSeconds(60);

    private static final double FORGOTTEN = 0.01;

    private final Fading answers = new Fading(HALF_LIFE);
    private final Speed speed = new Speed(HALF_LIFE);
    private final Fading cachedShare = new Fading(HALF_LIFE);
    private int open;

    void opened() {
        open++;
    }

    void closed() {
        open--;
    }

    void answered(ProviderAttempt attempt) {
        Instant at = attempt.at();
        answers.add(1, at);
        Long first = attempt.firstTokenMillis();
        if (first != null) {
            speed.began(first, at);
        }
        TokenUsage usage = attempt.usage();
        Long latency = attempt.latencyMillis();
        if (usage == null) {
            return;
        }
        if (latency != null && usage.completionTokens() > 0) {
            speed.ended(latency, first, usage.completionTokens(), at);
        }
        if (usage.promptTokens() > 0) {
            cachedShare.add(Math.min(1, (double) usage.cachedTokens() / usage.promptTokens()), at);
        }
    }

    boolean isForgotten(Instant now) {
        return open == 0 && answers.samples(now) < FORGOTTEN;
    }

    TargetState state(@Nullable Double headroom, HealthLedger.@Nullable Unfit unfit, Instant now) {
        Double cached = cachedShare.mean();
        return new TargetState(
                answers.samples(now),
                speed.firstTokenMillis(),
                speed.tokensPerSecond(now),
                Math.max(0, open),
                headroom,
                cached == null ? 0 : cached,
                unfit == null ? null : unfit.until(),
                unfit == null ? null : unfit.why());
    }
}
