package io.promptyard.serde;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.promptyard.fuzz.FuzzTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A prompt written with a schema of its producer's own making. An input is the schema's text, a zero byte and the
 * record's body. A schema that the registry would not take is passed over: it cannot come to a reader.
 */
class WriterSchemaFuzzTest extends FuzzTarget {

    @Override
    protected void read(byte[] input) {
        // Given
        int end = endOfSchema(input);
        byte[] body = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
        try (SerdeFactory serdes = SerdeFactory.mock("fuzz-writer-schemas")) {
            serdes.registry().reset();
            int id;
            try {
                AvroSchema schema = new AvroSchema(new String(input, 0, end, StandardCharsets.UTF_8));
                schema.validate(true);
                id = serdes.registry().register("fuzz-value", schema);
            } catch (RuntimeException | IOException | RestClientException refused) {
                return;
            }
            byte[] value = ByteBuffer.allocate(5 + body.length)
                    .put((byte) 0)
                    .putInt(id)
                    .put(body)
                    .array();

            // When / Then
            read(serdes, value);
        }
    }

    @Override
    protected Stream<byte[]> seeds() {
        String ours = Mappings.PROMPT_REQUEST.published().canonicalString() + "\0";
        return Stream.of(ours.getBytes(StandardCharsets.UTF_8), """
                {"type":"record","name":"PromptRequest","namespace":"io.promptyard.avro","fields":[\
                {"name":"more","type":{"type":"array","items":"null"}},{"name":"id","type":"string"}]}\0\2\0""".getBytes(StandardCharsets.UTF_8));
    }

    private static void read(SerdeFactory serdes, byte[] value) {
        try {
            serdes.promptRequest().deserializer().deserialize("fuzz", value);
        } catch (UnreadableRecordException expected) {
            // The one answer there is to bytes that are no prompt.
            return;
        }
    }

    private static int endOfSchema(byte[] input) {
        for (int i = 0; i < input.length; i++) {
            if (input[i] == 0) {
                return i;
            }
        }
        return input.length;
    }
}
