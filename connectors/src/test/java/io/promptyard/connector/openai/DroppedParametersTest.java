package io.promptyard.connector.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.connector.ChunkSink;
import io.promptyard.connector.ConnectorContext;
import io.promptyard.connector.ConnectorRegistry;
import io.promptyard.connector.PresetUse;
import io.promptyard.connector.Prompts;
import io.promptyard.connector.ProviderCall;
import io.promptyard.connector.ProviderConfig;
import io.promptyard.connector.ProviderConnector;
import io.promptyard.connector.ScriptedProvider;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.CompletionDelta;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.ProviderId;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a host cannot take is told with the call, to the sink before any piece, and to whoever counts. */
class DroppedParametersTest {
    private final List<String> heard = new ArrayList<>();
    private final List<String> counted = new ArrayList<>();

    @Test
    void shouldTellWhatIsLeftOutWhenTheConfigurationDropsIt() throws Exception {
        // Given
        Vertx vertx = Vertx.vertx();
        try (ScriptedProvider host = ScriptedProvider.start(vertx);
                ProviderConnector connector = connector(vertx, host)) {
            host.reply(200, "openai/text-200.sse", Map.of());
            PromptBody body = new PromptBody(
                    List.of(ChatMessage.of(Role.USER, "Hello")),
                    List.of(),
                    null,
                    SamplingParameters.DEFAULTS,
                    null,
                    "{\"logit_bias\":{\"1\":5}}");

            // When
            ProviderCall call = connector.start(
                    Prompts.dispatch(Target.of("host", "m"), body, true), "attempt", "key", new ChunkSink() {
                        @Override
                        public void accept(CompletionDelta delta) {
                            heard.add("piece");
                        }

                        @Override
                        public void leftOut(List<String> parameters) {
                            heard.add("without " + parameters);
                        }
                    });
            call.outcome().await();

            // Then
            assertThat(call.droppedParameters()).containsExactly("logit_bias");
            assertThat(heard).startsWith("without [logit_bias]", "piece");
            assertThat(counted).containsExactly("host logit_bias");
            assertThat(host.received().getFirst().body().toString()).doesNotContain("logit_bias");
        } finally {
            vertx.close().await();
        }
    }

    private ProviderConnector connector(Vertx vertx, ScriptedProvider host) {
        ProviderConfig config = ProviderConfig.at(new ProviderId("host"), "openai", host.uri())
                .maxConcurrency(8)
                .lookAhead(8)
                .preset(new PresetUse("deepseek"))
                .dropUnsupported(true)
                .build();
        return ConnectorRegistry.load()
                .create(
                        config,
                        new ConnectorContext(
                                vertx,
                                Clock.systemUTC(),
                                (provider, parameter) -> counted.add(provider + " " + parameter)));
    }
}
