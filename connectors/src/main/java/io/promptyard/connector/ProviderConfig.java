package io.promptyard.connector;

import io.promptyard.model.ProviderId;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One provider's section of the configuration. {@code regions} empty means not known: a prompt with a region constraint
 * never goes there. {@code apiKey} null means the provider is called without one, unless there are {@code apiKeys}, of which each call uses one; {@code preset} null that its host has no quirks. {@code maxConcurrency} bounds the
 * open calls of this process, {@code lookAhead} the prompts that it holds ready behind them.
 * {@code onHangUp} says what becomes of its calls whose caller hung up. {@code dataClasses} are those that it may be given: a
 * prompt of another never goes there. {@code dropUnsupported}: a parameter that the host
 * cannot take is left out and told of, also where the answer will not be what was asked for; otherwise such a prompt is refused.
 */
public record ProviderConfig(
        ProviderId id,
        String dialect,
        URI baseUrl,
        @Nullable Secret apiKey,
        List<String> regions,
        boolean zeroRetention,
        int maxConcurrency,
        int lookAhead,
        RateLimits limits,
        CallTimeouts timeouts,
        @Nullable PresetUse preset,
        List<ProviderKey> apiKeys,
        OnHangUp onHangUp,
        List<String> dataClasses,
        boolean dropUnsupported) {

    public static final int DEFAULT_MAX_CONCURRENCY = 256;

    /** Times {@code maxConcurrency}: the look-ahead where none is given. */
    public static final int LOOK_AHEAD_FACTOR = 4;

    public ProviderConfig {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(baseUrl, "baseUrl");
        regions = List.copyOf(regions);
        if (maxConcurrency < 1) {
            throw new IllegalArgumentException("max-concurrency: must be at least 1 (got " + maxConcurrency + ")");
        }
        if (lookAhead < 1) {
            throw new IllegalArgumentException("look-ahead: must be at least 1 (got " + lookAhead + ")");
        }
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(timeouts, "timeouts");
        apiKeys = List.copyOf(apiKeys);
        Objects.requireNonNull(onHangUp, "onHangUp");
        dataClasses = List.copyOf(dataClasses);
    }

    /** One that refuses what it cannot take. */
    public ProviderConfig(
            ProviderId id,
            String dialect,
            URI baseUrl,
            @Nullable Secret apiKey,
            List<String> regions,
            boolean zeroRetention,
            int maxConcurrency,
            int lookAhead,
            RateLimits limits,
            CallTimeouts timeouts,
            @Nullable PresetUse preset,
            List<ProviderKey> apiKeys,
            OnHangUp onHangUp,
            List<String> dataClasses) {
        this(
                id,
                dialect,
                baseUrl,
                apiKey,
                regions,
                zeroRetention,
                maxConcurrency,
                lookAhead,
                limits,
                timeouts,
                preset,
                apiKeys,
                onHangUp,
                dataClasses,
                false);
    }

    /** One whose calls are read to their end when their caller hangs up, and that may be given nothing classified. */
    public ProviderConfig(
            ProviderId id,
            String dialect,
            URI baseUrl,
            @Nullable Secret apiKey,
            List<String> regions,
            boolean zeroRetention,
            int maxConcurrency,
            int lookAhead,
            RateLimits limits,
            CallTimeouts timeouts,
            @Nullable PresetUse preset,
            List<ProviderKey> apiKeys) {
        this(
                id,
                dialect,
                baseUrl,
                apiKey,
                regions,
                zeroRetention,
                maxConcurrency,
                lookAhead,
                limits,
                timeouts,
                preset,
                apiKeys,
                OnHangUp.FINISH,
                List.of());
    }

    /** One with a single key, or none. */
    public ProviderConfig(
            ProviderId id,
            String dialect,
            URI baseUrl,
            @Nullable Secret apiKey,
            List<String> regions,
            boolean zeroRetention,
            int maxConcurrency,
            int lookAhead,
            RateLimits limits,
            CallTimeouts timeouts,
            @Nullable PresetUse preset) {
        this(
                id,
                dialect,
                baseUrl,
                apiKey,
                regions,
                zeroRetention,
                maxConcurrency,
                lookAhead,
                limits,
                timeouts,
                preset,
                List.of());
    }

    /** One without a preset: its host speaks its dialect as the dialect's own service does. */
    public ProviderConfig(
            ProviderId id,
            String dialect,
            URI baseUrl,
            @Nullable Secret apiKey,
            List<String> regions,
            boolean zeroRetention,
            int maxConcurrency,
            int lookAhead,
            RateLimits limits,
            CallTimeouts timeouts) {
        this(id, dialect, baseUrl, apiKey, regions, zeroRetention, maxConcurrency, lookAhead, limits, timeouts, null);
    }

    /** A provider at {@code baseUrl} with every default and no key. */
    public static ProviderConfig of(ProviderId id, String dialect, URI baseUrl) {
        return new ProviderConfig(
                id,
                dialect,
                baseUrl,
                null,
                List.of(),
                false,
                DEFAULT_MAX_CONCURRENCY,
                LOOK_AHEAD_FACTOR * DEFAULT_MAX_CONCURRENCY,
                RateLimits.NONE,
                CallTimeouts.DEFAULTS);
    }

    /** Every key, in order; a single one is called by its position. */
    public List<ProviderKey> keys() {
        if (!apiKeys.isEmpty()) {
            return apiKeys;
        }
        return apiKey == null ? List.of() : List.of(new ProviderKey("1", apiKey));
    }

    /** The same with this key alone. */
    public ProviderConfig withKey(@Nullable Secret key) {
        return new ProviderConfig(
                id,
                dialect,
                baseUrl,
                key,
                regions,
                zeroRetention,
                maxConcurrency,
                lookAhead,
                limits,
                timeouts,
                preset,
                List.of(),
                onHangUp,
                dataClasses,
                dropUnsupported);
    }

    /** The same with other limits of time. */
    public ProviderConfig withTimeouts(CallTimeouts other) {
        return new ProviderConfig(
                id,
                dialect,
                baseUrl,
                apiKey,
                regions,
                zeroRetention,
                maxConcurrency,
                lookAhead,
                limits,
                other,
                preset,
                apiKeys,
                onHangUp,
                dataClasses,
                dropUnsupported);
    }

    /** The same with the other policy for what it cannot take. */
    public ProviderConfig withDropUnsupported(boolean drop) {
        return new ProviderConfig(
                id,
                dialect,
                baseUrl,
                apiKey,
                regions,
                zeroRetention,
                maxConcurrency,
                lookAhead,
                limits,
                timeouts,
                preset,
                apiKeys,
                onHangUp,
                dataClasses,
                drop);
    }
}
