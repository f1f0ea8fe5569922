package io.promptyard.connector.http;

import io.promptyard.connector.ChunkSink;
import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.OnHangUp;
import io.promptyard.connector.ProviderCall;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ProviderKey;
import io.promptyard.connector.Secret;
import io.promptyard.connector.health.CircuitPass;
import io.promptyard.connector.health.KeyRing;
import io.promptyard.model.Dispatch;
import io.promptyard.model.ModelId;
import io.promptyard.model.PromptContent;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Target;
import io.promptyard.model.outcome.FailureKind;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to one host by one POST for each call, in the dialect of {@code requests} and {@code replies}; by a further one with another key where one is
 * not accepted or used up. A call whose target is not fit is not made as long as another target may be.
 */
public final class HttpConnector implements ProviderConnector {
    private static final String NO_KEY = "none";

    private final ProviderConfig config;
    private final ConnectorContext context;
    private final List<CallAddress> addresses;
    private final KeyRing ring;
    private final ProviderHttpClient client;
    private final RequestWriter requests;
    private final ReplyReader replies;

    /** @param addresses where calls go and as whom, for the provider with one of its keys */
    public HttpConnector(
            ProviderConfig config,
            ConnectorContext context,
            Function<ProviderConfig, CallAddress> addresses,
            RequestWriter requests,
            ReplyReader replies) {
        this.config = config;
        this.context = context;
        List<ProviderKey> keys = config.keys();
        this.addresses = keys.isEmpty()
                ? List.of(addresses.apply(config))
                : keys.stream()
                        .map(key -> addresses.apply(config.withKey(key.secret())))
                        .toList();
        this.ring = context.health()
                .keys(
                        config.id(),
                        keys.isEmpty()
                                ? List.of(NO_KEY)
                                : keys.stream().map(ProviderKey::name).toList());
        this.client = new ProviderHttpClient(config, context, this::secrets);
        this.requests = requests;
        this.replies = replies;
    }

    /** Of every key, because a provider may quote one that was sent before. */
    private List<Secret> secrets() {
        List<Secret> fixed = config.keys().stream().map(ProviderKey::secret).toList();
        List<Secret> read = addresses.stream()
                .map(CallAddress::secret)
                .filter(Objects::nonNull)
                .toList();
        return Stream.concat(fixed.stream(), read.stream()).toList();
    }

    @Override
    public ProviderId id() {
        return config.id();
    }

    @Override
    public ProviderCall start(Dispatch dispatch, String attemptId, String idempotencyKey, ChunkSink chunks) {
        try {
            Set<String> dropped = new LinkedHashSet<>();
            Buffer body =
                    WireJson.bytes(requests.write(dispatch, new Unsupported(config.dropUnsupported(), dropped::add)));
            dropped.forEach(parameter -> context.drops().dropped(id(), parameter));
            if (!dropped.isEmpty()) {
                chunks.leftOut(List.copyOf(dropped));
            }
            return call(new Once(dispatch, attemptId, idempotencyKey, body, chunks), List.copyOf(dropped));
        } catch (PromptRejectedException e) {
            return ProviderHttpClient.refused(e.kind(), e.reason());
        } catch (RuntimeException e) {
            return ProviderHttpClient.refused(
                    FailureKind.INTERNAL, "unexpected " + e.getClass().getName());
        }
    }

    private ReplyReader reader(Dispatch dispatch) {
        return dispatch.request().body() instanceof PromptContent.EmbeddingBody body
                ? EmbeddingsReader.expecting(body.inputs().size(), replies.embeddings())
                : replies;
    }

    private static boolean embeds(Dispatch dispatch) {
        return dispatch.request().body() instanceof PromptContent.EmbeddingBody;
    }

    private ProviderCall call(Once once, List<String> dropped) {
        Target target = once.dispatch.target();
        ModelId model = target.model();
        boolean elsewhere = once.dispatch.alternatives() > 0;
        Instant now = context.clock().instant();
        Instant free = ring.freeAt(model, now);
        if (elsewhere && free.isAfter(now)) {
            return notMade("every key of " + id() + " cools until " + free);
        }
        CircuitPass pass = context.health().admit(target, now);
        if (elsewhere && pass instanceof CircuitPass.Refused refused) {
            return notMade("the circuit of " + target + " is open until " + refused.until());
        }
        KeyedCall call = new KeyedCall(
                ring,
                model,
                config.timeouts().total(),
                context,
                once,
                config.keys().isEmpty(),
                dropped);
        call.truth().onSuccess(result -> {
            Instant end = context.clock().instant();
            if (context.timed()) {
                context.health().timed(target, result, end);
            }
            if (pass instanceof CircuitPass.Granted granted) {
                granted.end().ended(result, end);
            }
        });
        call.begin(ring.take(model, Set.of(), now).orElseGet(() -> ring.takeAnyway(model, now)));
        return call;
    }

    private ProviderCall notMade(String why) {
        context.health().listener().refused(id());
        return ProviderHttpClient.refused(FailureKind.CIRCUIT_OPEN, why);
    }

    /** The one request of a call, as often as there are keys for it. */
    private final class Once implements KeyedCall.Requests {
        private final Dispatch dispatch;
        private final String attemptId;
        private final String idempotencyKey;
        private final Buffer body;
        private final ChunkSink chunks;

        Once(Dispatch dispatch, String attemptId, String idempotencyKey, Buffer body, ChunkSink chunks) {
            this.dispatch = dispatch;
            this.attemptId = attemptId;
            this.idempotencyKey = idempotencyKey;
            this.body = body;
            this.chunks = chunks;
        }

        @Override
        public ProviderCall start(int key, @Nullable Duration within) {
            try {
                CallAddress address = addresses.get(key);
                String missing = address.missing();
                if (missing != null) {
                    return ProviderHttpClient.refused(FailureKind.AUTHENTICATION, missing);
                }
                var endpoint = address.endpoint(dispatch);
                return client.start(
                        new CallRequest(
                                endpoint,
                                attemptId,
                                idempotencyKey,
                                address.headers(endpoint, body),
                                body,
                                dispatch.request().stream() && !embeds(dispatch),
                                within,
                                onHangUp(),
                                headers -> ring.heard(
                                        key,
                                        RateLimitHeaders.read(
                                                headers, context.clock().instant()))),
                        reader(dispatch),
                        chunks);
            } catch (RuntimeException e) {
                return ProviderHttpClient.refused(
                        FailureKind.INTERNAL, "unexpected " + e.getClass().getName());
            }
        }

        private @Nullable OnHangUp onHangUp() {
            OnHangUp how = config.onHangUp();
            return how.readsOn(dispatch.route(), dispatch.expectedCostUsd()) ? how : null;
        }

        /** A token is read again; a key stays what it is. */
        @Override
        public boolean renewed(int key) {
            addresses.get(key).unauthorised();
            return isToken(key);
        }
    }

    private boolean isToken(int key) {
        List<ProviderKey> keys = config.keys();
        return !keys.isEmpty() && keys.get(key).secret().origin() != null;
    }

    @Override
    public void close() {
        addresses.forEach(CallAddress::close);
        client.close();
    }
}
