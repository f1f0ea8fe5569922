package io.promptyard.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.promptyard.fuzz.FuzzTarget;
import io.promptyard.standalone.registry.LogEntry.Version;
import io.promptyard.standalone.registry.StoredSchema.Content;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The body of a registration, from any client: a schema that can be stored and compared, or an error of the API. */
class SchemaBodyFuzzTest extends FuzzTarget {
    private final RegistryState state = new RegistryState();
    private final SchemaParser parser = new SchemaParser(state);

    SchemaBodyFuzzTest() {
        state.apply(new Version(new StoredSchema(
                "s", 1, 1, new Content("{\"type\":\"fixed\",\"name\":\"n.R\",\"size\":2}", List.of()), false)));
    }

    @Override
    protected void read(byte[] input) {
        // Given
        AvroSchema schema;
        try {
            schema = parser.parse(SchemaRequest.of(Buffer.buffer(input)));
        } catch (RegistryError refused) {
            assertThat(refused.status()).isBetween(400, 499);
            return;
        }

        // When
        Content content = SchemaParser.content(schema);
        AvroSchema again = parser.parse(new StoredSchema("s", 2, 2, content, false));

        // Then
        assertThat(SchemaParser.content(again)).isEqualTo(content);
        assertThat(SchemaParser.content(schema.normalize())).isNotNull();
        assertThat(schema.isBackwardCompatible(again)).isEmpty();
    }

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                        """
                        {"schema":"{\\"type\\":\\"record\\",\\"name\\":\\"P\\",\\"fields\\":[\
                        {\\"name\\":\\"id\\",\\"type\\":[\\"null\\",\\"string\\"],\\"default\\":null}]}"}""",
                        """
                        {"schemaType":"AVRO","references":[{"name":"n.R","subject":"s","version":1}],\
                        "schema":"{\\"type\\":\\"array\\",\\"items\\":\\"n.R\\"}"}""",
                        "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}",
                        "{\"id\":7,\"schema\":\"\\\"int\\\"\"}")
                .map(each -> each.getBytes(StandardCharsets.UTF_8));
    }
}
