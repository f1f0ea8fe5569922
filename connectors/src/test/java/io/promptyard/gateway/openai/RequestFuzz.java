package io.promptyard.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.serde.SerdeFactory;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;

/** A body from any client: refused by name, or a prompt that can be written and read back. */
final class RequestFuzz {
    private static final Serde<PromptRequest> SERDE =
            SerdeFactory.mock("fuzz-requests").promptRequest();

    private RequestFuzz() {}

    static void read(byte[] input, Function<ObjectNode, ChatCompletionRequest> reader) {
        // Given
        ChatCompletionRequest read;
        try {
            read = reader.apply(Json.body(Buffer.buffer(input)));
        } catch (InvalidRequest refused) {
            assertThat(refused.error().message()).isNotBlank();
            return;
        }

        // When
        PromptRequest prompt = new PromptRequest(
                new RequestId("r-1"),
                Instant.EPOCH,
                null,
                read.hints().tenantOrDefault(),
                read.hints().endpointOrDefault(),
                read.hints().tagsOrNone(),
                read.model(),
                read.hints().constraints(),
                read.body(),
                read.stream(),
                null,
                null,
                null);
        byte[] bytes = SERDE.serializer().serialize("fuzz", prompt);

        // Then
        byte[] again = SERDE.serializer().serialize("fuzz", SERDE.deserializer().deserialize("fuzz", bytes));
        assertThat(again).isEqualTo(bytes);
    }
}
