package io.promptyard.connector;

import io.promptyard.model.ProviderId;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One provider's section of the configuration. {@code regions} empty means not known: a prompt with a region constraint
 * never goes there. {@code apiKey} null means the provider is called without one, unless there are {@code apiKeys}, of which each call uses one; {@code preset} null that its host is known by its address or has no quirks. {@code maxConcurrency} bounds the
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

    /** One at {@code baseUrl}, with every default and no key until more is said. */
    public static Builder at(ProviderId id, String dialect, URI baseUrl) {
        return new Builder(id, dialect, baseUrl);
    }

    /** A provider at {@code baseUrl} with every default and no key. */
    public static ProviderConfig of(ProviderId id, String dialect, URI baseUrl) {
        return at(id, dialect, baseUrl).build();
    }

    /** Every key, in order; a single one is called by its position. */
    public List<ProviderKey> keys() {
        if (!apiKeys.isEmpty()) {
            return apiKeys;
        }
        return apiKey == null ? List.of() : List.of(new ProviderKey("1", apiKey));
    }

    /** The same, but for what is said of it next. */
    public Builder with() {
        return new Builder(this);
    }

    /** The same with this key alone. */
    public ProviderConfig withKey(@Nullable Secret key) {
        return with().apiKey(key).apiKeys(List.of()).build();
    }

    /** The same with other limits of time. */
    public ProviderConfig withTimeouts(CallTimeouts other) {
        return with().timeouts(other).build();
    }

    /** Says one thing after another; what is not said stays. Not thread-safe. */
    public static final class Builder {
        private final ProviderId id;
        private String dialect;
        private URI baseUrl;
        private @Nullable Secret apiKey;
        private List<String> regions = List.of();
        private boolean zeroRetention;
        private int maxConcurrency = DEFAULT_MAX_CONCURRENCY;
        private int lookAhead = LOOK_AHEAD_FACTOR * DEFAULT_MAX_CONCURRENCY;
        private RateLimits limits = RateLimits.NONE;
        private CallTimeouts timeouts = CallTimeouts.DEFAULTS;
        private @Nullable PresetUse preset;
        private List<ProviderKey> apiKeys = List.of();
        private OnHangUp onHangUp = OnHangUp.FINISH;
        private List<String> dataClasses = List.of();
        private boolean dropUnsupported;

        private Builder(ProviderId id, String dialect, URI baseUrl) {
            this.id = id;
            this.dialect = dialect;
            this.baseUrl = baseUrl;
        }

        private Builder(ProviderConfig of) {
            this(of.id, of.dialect, of.baseUrl);
            apiKey = of.apiKey;
            regions = of.regions;
            zeroRetention = of.zeroRetention;
            maxConcurrency = of.maxConcurrency;
            lookAhead = of.lookAhead;
            limits = of.limits;
            timeouts = of.timeouts;
            preset = of.preset;
            apiKeys = of.apiKeys;
            onHangUp = of.onHangUp;
            dataClasses = of.dataClasses;
            dropUnsupported = of.dropUnsupported;
        }

        public Builder dialect(String other) {
            dialect = other;
            return this;
        }

        public Builder baseUrl(URI other) {
            baseUrl = other;
            return this;
        }

        public Builder apiKey(@Nullable Secret other) {
            apiKey = other;
            return this;
        }

        public Builder regions(List<String> other) {
            regions = other;
            return this;
        }

        public Builder zeroRetention(boolean other) {
            zeroRetention = other;
            return this;
        }

        public Builder maxConcurrency(int other) {
            maxConcurrency = other;
            return this;
        }

        public Builder lookAhead(int other) {
            lookAhead = other;
            return this;
        }

        public Builder limits(RateLimits other) {
            limits = other;
            return this;
        }

        public Builder timeouts(CallTimeouts other) {
            timeouts = other;
            return this;
        }

        public Builder preset(@Nullable PresetUse other) {
            preset = other;
            return this;
        }

        public Builder apiKeys(List<ProviderKey> other) {
            apiKeys = other;
            return this;
        }

        public Builder onHangUp(OnHangUp other) {
            onHangUp = other;
            return this;
        }

        public Builder dataClasses(List<String> other) {
            dataClasses = other;
            return this;
        }

        public Builder dropUnsupported(boolean other) {
            dropUnsupported = other;
            return this;
        }

        public ProviderConfig build() {
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
                    dropUnsupported);
        }
    }
}
