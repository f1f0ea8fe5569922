package io.promptyard.connector;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a call under way whose caller has hung up: it is read to its end, so that what the provider bills is known to the token, or it is
 * stopped. Reading on ends, as if it were stopped, {@code within} so long, after so many {@code bytes} more; and a call that is expected to
 * cost more than {@code usd} in all, null for no bound, is stopped at once. {@code byRoute} has the routes, by name, that do it in another way than {@code policy}.
 */
public record OnHangUp(
        Policy policy,
        Duration within,
        long bytes,
        @Nullable BigDecimal usd,
        Map<String, Policy> byRoute) {
    /** The two lawful ways. */
    public enum Policy {
        /** Read on, for nobody. */
        FINISH,
        /** Close the connection, which is where some providers stop to bill: what they do bill then, they do not say. */
        CANCEL
    }

    public static final OnHangUp FINISH =
            new OnHangUp(Policy.FINISH, Duration.ofSeconds(60), 4L * 1024 * 1024, BigDecimal.ONE);

    public static final OnHangUp CANCEL = new OnHangUp(Policy.CANCEL, FINISH.within, FINISH.bytes, FINISH.usd);

    public OnHangUp {
        Objects.requireNonNull(policy, "policy");
        byRoute = Map.copyOf(byRoute);
        if (within.isZero() || within.isNegative()) {
            throw new IllegalArgumentException("within: must be positive (got " + within + ")");
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes: must be at least 1 (got " + bytes + ")");
        }
    }

    /** One that is the same for every route. */
    public OnHangUp(Policy policy, Duration within, long bytes, @Nullable BigDecimal usd) {
        this(policy, within, bytes, usd, Map.of());
    }

    /** Whether a call by the route that is expected to cost so much, null for not known, is read on. */
    public boolean readsOn(String route, @Nullable BigDecimal expectedUsd) {
        return byRoute.getOrDefault(route, policy) == Policy.FINISH
                && (usd == null || expectedUsd == null || expectedUsd.compareTo(usd) <= 0);
    }
}
