package io.promptyard.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.promptyard.gateway.admission.ApiKeyAuthenticator;
import io.promptyard.gateway.admission.ApiKeyAuthenticator.Verdict.Allowed;
import io.promptyard.gateway.admission.ApiKeyAuthenticator.Verdict.Missing;
import io.promptyard.gateway.admission.ApiKeyAuthenticator.Verdict.Wrong;
import io.promptyard.gateway.openai.ApiError;
import io.promptyard.gateway.openai.ApiErrors;
import io.promptyard.gateway.openai.ChatCompletionsHandler;
import io.promptyard.gateway.openai.Exchange;
import io.promptyard.gateway.openai.FeedbackHandler;
import io.promptyard.gateway.openai.ModelsHandler;
import io.promptyard.gateway.ops.Endpoint;
import io.promptyard.gateway.ops.GatewayMetrics;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Path and method to handler, after the key was checked. A few string comparisons per request; used from every event
 * loop, holds no state of a request. While it drains, every request is refused.
 */
final class RequestRouter {
    private static final String CHAT = "/v1/chat/completions";
    private static final String EMBEDDINGS = "/v1/embeddings";
    private static final String FEEDBACK = "/v1/feedback";
    private static final String MODELS = "/v1/models";

    private final ApiKeyAuthenticator authenticator;
    private final ChatCompletionsHandler chat;
    private final ModelsHandler models;
    private final FeedbackHandler feedback;
    private final long maxBodyBytes;
    private final Duration bodyPatience;
    private final Supplier<String> requestIds;
    private final Clock clock;
    private final GatewayMetrics metrics;
    private volatile boolean draining;

    RequestRouter(
            GatewayConfig config,
            GatewayDependencies dependencies,
            ChatCompletionsHandler chat,
            ModelsHandler models,
            FeedbackHandler feedback,
            GatewayMetrics metrics) {
        this.authenticator = new ApiKeyAuthenticator(config.apiKeys());
        this.chat = chat;
        this.models = models;
        this.feedback = feedback;
        this.maxBodyBytes = config.maxBodyBytes();
        this.bodyPatience = config.patience().body();
        this.requestIds = dependencies.requestIds();
        this.clock = dependencies.clock();
        this.metrics = metrics;
    }

    /** Refuses what comes from now on; what was admitted goes on. */
    void drain() {
        draining = true;
    }

    void route(HttpServerRequest request, Context context) {
        String path = request.path() == null ? "" : request.path();
        if (draining) {
            if (request.version() != HttpVersion.HTTP_2) { // which has no such header
                request.response().putHeader("connection", "close");
            }
            exchange(request, context, Endpoint.OTHER).fail(ApiErrors.shuttingDown());
        } else if (path.equals(CHAT)) {
            Exchange exchange = exchange(request, context, Endpoint.CHAT_COMPLETIONS);
            prompt(exchange, path, body -> chat.handle(exchange, body));
        } else if (path.equals(EMBEDDINGS)) {
            Exchange exchange = exchange(request, context, Endpoint.EMBEDDINGS);
            prompt(exchange, path, body -> chat.embeddings(exchange, body));
        } else if (path.equals(FEEDBACK)) {
            feedback(exchange(request, context, Endpoint.FEEDBACK), path);
        } else if (path.equals(MODELS) || path.startsWith(MODELS + "/")) {
            Exchange exchange = exchange(request, context, Endpoint.MODELS);
            if (admitted(exchange, HttpMethod.GET, path)) {
                models(exchange, path);
            }
        } else {
            exchange(request, context, Endpoint.OTHER)
                    .fail(ApiErrors.unknownUrl(request.method().name(), path));
        }
    }

    /** What the HTTP decoder gave up on: its connection cannot go on. */
    void invalid(HttpServerRequest request, Context context, int maxLineBytes, int maxHeaderBytes) {
        ApiError error = switch (request.decoderResult().cause()) {
            case TooLongHttpLineException line -> ApiErrors.lineTooLong(maxLineBytes);
            case TooLongHttpHeaderException headers -> ApiErrors.headersTooLarge(maxHeaderBytes);
            case null, default -> ApiErrors.notHttp();
        };
        exchange(request, context, Endpoint.OTHER).failAndClose(error);
    }

    private void prompt(Exchange exchange, String path, Handler<Buffer> handler) {
        if (admitted(exchange, HttpMethod.POST, path)) {
            BodyReader.read(exchange, maxBodyBytes, bodyPatience, handler);
        }
    }

    private void feedback(Exchange exchange, String path) {
        if (admitted(exchange, HttpMethod.POST, path)) {
            BodyReader.read(
                    exchange, FeedbackHandler.MAX_BODY_BYTES, bodyPatience, body -> feedback.handle(exchange, body));
        }
    }

    private void models(Exchange exchange, String path) {
        if (path.length() <= MODELS.length() + 1) {
            models.list(exchange);
        } else {
            models.get(exchange, path.substring(MODELS.length() + 1));
        }
    }

    private boolean admitted(Exchange exchange, HttpMethod allowed, String path) {
        HttpServerRequest request = exchange.request();
        if (!request.method().equals(allowed)) {
            request.response().putHeader("allow", allowed.name());
            exchange.fail(ApiErrors.methodNotAllowed(request.method().name(), path));
            return false;
        }
        return switch (authenticator.check(request.getHeader("authorization"))) {
            case Allowed by -> {
                exchange.openedBy(by.keyId());
                yield true;
            }
            case Missing missing -> {
                exchange.fail(ApiErrors.missingKey());
                yield false;
            }
            case Wrong wrong -> {
                exchange.fail(ApiErrors.wrongKey());
                yield false;
            }
        };
    }

    /** A client's own request id is not taken over: ours names a record, and must be one of a kind. */
    private Exchange exchange(HttpServerRequest request, Context context, Endpoint endpoint) {
        return new Exchange(request, context, requestIds.get(), endpoint, clock, metrics);
    }
}
