package io.promptyard.gateway.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.fuzz.Corpus;
import io.promptyard.fuzz.FuzzTarget;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.serde.SerdeFactory;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;

/** A chat completion's body from any client: refused by name, or a prompt that can be written and read back. */
class ChatRequestFuzzTest extends FuzzTarget {
    private static final Serde<PromptRequest> SERDE =
            SerdeFactory.mock("fuzz-requests").promptRequest();

    @Override
    protected void read(byte[] input) {
        // Given
        ChatCompletionRequest read;
        try {
            read = PromptMapper.read(Json.body(Buffer.buffer(input)));
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
                null,
                null,
                read.hints().priorityOrUsual());
        byte[] bytes = SERDE.serializer().serialize("fuzz", prompt);

        // Then
        byte[] again = SERDE.serializer().serialize("fuzz", SERDE.deserializer().deserialize("fuzz", bytes));
        assertThat(again).isEqualTo(bytes);
    }

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of("openai/requests", "anthropic/requests", "gateway")
                .flatMap(folder -> Corpus.files(folder, ".json"));
    }
}
