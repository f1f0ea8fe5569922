package io.promptyard.connector.http;

import io.promptyard.connector.ChunkSink;
import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderCall;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.model.Dispatch;
import io.promptyard.model.PromptContent;
import io.promptyard.model.ProviderId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.ProviderOutcome;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Map;

/** Speaks to one host by one POST for each call, in the dialect of {@code requests} and {@code replies}. */
public final class HttpConnector implements ProviderConnector {
    private final ProviderId id;
    private final CallAddress address;
    private final ProviderHttpClient client;
    private final RequestWriter requests;
    private final ReplyReader replies;

    /** @param headers the dialect's own, credentials included */
    public HttpConnector(
            ProviderConfig config,
            ConnectorContext context,
            URI endpoint,
            Map<String, String> headers,
            RequestWriter requests,
            ReplyReader replies) {
        this(config, context, CallAddress.fixed(endpoint, headers), requests, replies);
    }

    /** For dialects whose address or credentials are another for each call. */
    public HttpConnector(
            ProviderConfig config,
            ConnectorContext context,
            CallAddress address,
            RequestWriter requests,
            ReplyReader replies) {
        this.id = config.id();
        this.address = address;
        this.client = new ProviderHttpClient(config, context, address::secret);
        this.requests = requests;
        this.replies = replies;
    }

    @Override
    public ProviderId id() {
        return id;
    }

    @Override
    public ProviderCall start(Dispatch dispatch, String attemptId, String idempotencyKey, ChunkSink chunks) {
        try {
            String missing = address.missing();
            if (missing != null) {
                return ProviderHttpClient.refused(FailureKind.AUTHENTICATION, missing);
            }
            Buffer body = WireJson.bytes(requests.write(dispatch));
            boolean stream = dispatch.request().stream() && !embeds(dispatch);
            URI endpoint = address.endpoint(dispatch);
            CallRequest call =
                    new CallRequest(endpoint, attemptId, idempotencyKey, address.headers(endpoint, body), body, stream);
            ProviderCall started = client.start(call, reader(dispatch), chunks);
            started.outcome().onSuccess(this::ended);
            return started;
        } catch (PromptRejectedException e) {
            return ProviderHttpClient.refused(FailureKind.INVALID_REQUEST, e.reason());
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

    private void ended(ProviderOutcome.Result result) {
        if (result instanceof ProviderOutcome.Failed failed && failed.kind() == FailureKind.AUTHENTICATION) {
            address.unauthorised();
        }
    }

    @Override
    public void close() {
        address.close();
        client.close();
    }
}
