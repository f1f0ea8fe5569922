package io.promptyard.connector.anthropic;

import io.promptyard.connector.ChunkSink;
import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ProviderCall;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.http.CallRequest;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.ProviderHttpClient;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Dispatch;
import io.promptyard.model.ProviderId;
import io.promptyard.model.outcome.FailureKind;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** Speaks to one host of the Messages API. */
final class AnthropicConnector implements ProviderConnector {
    private final ProviderId id;
    private final Map<String, String> headers;
    private final ProviderHttpClient client;
    private final AnthropicRequestMapper requests = new AnthropicRequestMapper();
    private final AnthropicResponseMapper responses = new AnthropicResponseMapper();

    AnthropicConnector(ProviderConfig config, ConnectorContext context) {
        AnthropicConfig anthropic = AnthropicConfig.of(config);
        this.id = config.id();
        this.headers = anthropic.headers();
        this.client = new ProviderHttpClient(config, anthropic.messages(), context);
    }

    @Override
    public ProviderId id() {
        return id;
    }

    @Override
    public ProviderCall start(Dispatch dispatch, String attemptId, String idempotencyKey, ChunkSink chunks) {
        try {
            Buffer body = WireJson.bytes(requests.map(dispatch));
            boolean stream = dispatch.request().stream();
            return client.start(new CallRequest(attemptId, idempotencyKey, headers, body, stream), responses, chunks);
        } catch (PromptRejectedException e) {
            return ProviderHttpClient.refused(FailureKind.INVALID_REQUEST, e.reason());
        } catch (RuntimeException e) {
            return ProviderHttpClient.refused(
                    FailureKind.INTERNAL, "unexpected " + e.getClass().getName());
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
