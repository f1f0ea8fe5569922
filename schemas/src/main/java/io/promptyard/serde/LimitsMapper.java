package io.promptyard.serde;

import io.promptyard.avro.RateLimit;
import io.promptyard.model.RateLimits;
import org.jspecify.annotations.Nullable;

/** Limits per minute, as answers bear them. */
final class LimitsMapper {
    private LimitsMapper() {}

    static io.promptyard.avro.@Nullable RateLimits toAvro(@Nullable RateLimits limits) {
        return limits == null
                ? null
                : new io.promptyard.avro.RateLimits(
                        Fields.orNull(limits.requests(), LimitsMapper::toAvro),
                        Fields.orNull(limits.tokens(), LimitsMapper::toAvro));
    }

    static @Nullable RateLimits toModel(io.promptyard.avro.@Nullable RateLimits limits) {
        return limits == null
                ? null
                : new RateLimits(
                        Fields.orNull(limits.getRequests(), LimitsMapper::toModel),
                        Fields.orNull(limits.getTokens(), LimitsMapper::toModel));
    }

    private static RateLimit toAvro(RateLimits.Limit limit) {
        return new RateLimit(limit.limit(), limit.remaining(), limit.resetAt());
    }

    private static RateLimits.Limit toModel(RateLimit limit) {
        return new RateLimits.Limit(limit.getLimit(), limit.getRemaining(), limit.getResetAt());
    }
}
