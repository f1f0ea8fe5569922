package io.promptyard.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.PromptContent;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.Role;
import io.promptyard.model.SealedBody;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Producers and consumers that know only the documented records: fewer fields, other enums, no Java hints. */
class OutsideReaderTest {
    private static final String SCOPE = "outside";
    private static final String TOPIC = "promptyard.prompts";
    private static final Map<String, String> SETTINGS = Map.of("schema.registry.url", "mock://" + SCOPE);

    private final SerdeFactory serdes = SerdeFactory.mock(SCOPE);
    private final Schema prompts = schema("PromptRequest");

    @AfterEach
    void close() {
        serdes.close();
        MockSchemaRegistry.dropScope(SCOPE);
    }

    @Test
    void shouldReadEveryDocumentedFieldWhenAnOutsideProducerWrote() {
        // Given
        String extra = "{\"logit_bias\":{\"50256\":-100},\"seed\":12345678901234567890,\"x\":[1.10,null]}";
        GenericRecord record = prompt(message("USER", part("TextPart", "text", "hello")), extra);
        record.put("deadline", 1_700_000_000_999L);
        record.put("tags", Map.of("team", "a"));
        record.put("replyPartition", 4);

        // When
        PromptRequest read = read(record);

        // Then
        assertThat(read.id()).isEqualTo(new RequestId("r-9"));
        assertThat(read.createdAt()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_001L));
        assertThat(read.deadline()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_999L));
        assertThat(read.tags()).containsExactly(Map.entry("team", "a"));
        assertThat(read.model()).isEqualTo(PromptRequest.AUTO);
        assertThat(read.replyPartition()).isEqualTo(4);
        assertThat(body(read).extra()).isEqualTo(extra);
        assertThat(body(read).messages()).containsExactly(ChatMessage.of(Role.USER, "hello"));
    }

    @Test
    void shouldReadRoleAsUnknownWhenSymbolIsFromAnotherVersion() {
        // Given
        GenericRecord record = prompt(message("CRITIC", part("OpaquePart", "json", "{\"type\":\"video\"}")), "{}");

        // When
        ChatMessage message = body(read(record)).messages().getFirst();

        // Then
        assertThat(message.role()).isEqualTo(Role.UNKNOWN);
        assertThat(message.content()).containsExactly(new ContentPart.OpaquePart("{\"type\":\"video\"}"));
    }

    @Test
    void shouldReadDefaultsWhenTenantEndpointAndModelAreEmpty() {
        // Given
        GenericRecord record = prompt(message("USER", part("TextPart", "text", "hi")), "{}");
        record.put("tenant", "");
        record.put("endpoint", " ");
        record.put("model", "");

        // When
        PromptRequest read = read(record);

        // Then
        assertThat(read.tenant()).isEqualTo(PromptRequest.DEFAULT);
        assertThat(read.endpoint()).isEqualTo(PromptRequest.DEFAULT);
        assertThat(read.model()).isEqualTo(PromptRequest.AUTO);
    }

    @Test
    void shouldReadSealedBodyWhenTheClientEncrypted() {
        // Given
        Schema sealedSchema = prompts.getField("body").schema().getTypes().get(1);
        GenericRecord record = prompt(message("USER", part("TextPart", "text", "hi")), "{}");
        record.put(
                "body",
                new GenericRecordBuilder(sealedSchema)
                        .set("scheme", "age")
                        .set("keyId", "k1")
                        .set("sealed", ByteBuffer.wrap(new byte[] {1, 2, 3}))
                        .build());

        // When
        PromptContent body = read(record).body();

        // Then
        assertThat(((PromptContent.Sealed) body).body())
                .isEqualTo(new SealedBody("age", "k1", ByteBuffer.wrap(new byte[] {1, 2, 3})));
    }

    @Test
    void shouldBeReadableWithTheDocumentedSchemaWhenWeWroteARefusal() {
        // Given
        var refusal = new FinalResponse.Refusal(
                FailureKind.OVERLOADED, "no capacity", 503, null, "r-9", "default", null, "r-9#1.1", 0);
        var response = new FinalResponse(
                new RequestId("r-9"), Instant.ofEpochMilli(5), "acme", refusal, 2, new BigDecimal("0.00120"), null);
        byte[] bytes = serdes.finalResponse().serializer().serialize("promptyard.responses", response);

        // When
        GenericRecord read;
        try (KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer()) {
            deserializer.configure(SETTINGS, false);
            read = (GenericRecord) deserializer.deserialize("promptyard.responses", bytes, schema("FinalResponse"));
        }

        // Then
        assertThat(read.get("costUsd")).hasToString("0.00120");
        GenericRecord result = (GenericRecord) read.get("result");
        assertThat(result.getSchema().getName()).isEqualTo("Refusal");
        assertThat(result.get("kind")).hasToString("UNKNOWN");
        assertThat(result.get("httpStatus")).isEqualTo(503);
    }

    @Test
    void shouldLiveUnderOneSubjectWithOursWhenTheDocumentedSchemaIsRegistered() {
        // Given
        List<ParsedSchemaHolder> documented = List.of(new SimpleParsedSchemaHolder(new AvroSchema(prompts)));

        // When
        List<String> reasons = Incompatibilities.between(
                Mappings.PROMPT_REQUEST.published(), documented, CompatibilityLevel.FULL_TRANSITIVE);

        // Then
        assertThat(reasons).isEmpty();
    }

    @Test
    void shouldReadWhatTheExampleOfTheReferencePageWrites() throws IOException {
        // Given
        String page = Files.readString(Path.of("../docs/reference/topics.md"));
        String example = page.substring(page.indexOf("```json") + 7, page.indexOf("```", page.indexOf("```json") + 7));
        Schema schema = new SchemaParser().parse(example).mainSchema();

        // When
        var compatibility = SchemaCompatibility.checkReaderWriterCompatibility(
                Mappings.PROMPT_REQUEST.published().rawSchema(), schema);

        // Then
        assertThat(compatibility.getType()).isEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
    }

    private GenericRecord prompt(GenericRecord message, String extra) {
        Schema bodySchema = prompts.getField("body").schema().getTypes().get(0);
        GenericRecord body = new GenericRecordBuilder(bodySchema)
                .set("messages", List.of(message))
                .set("extra", extra)
                .build();
        return new GenericRecordBuilder(prompts)
                .set("id", "r-9")
                .set("createdAt", 1_700_000_000_001L)
                .set("body", body)
                .build();
    }

    private GenericRecord message(String role, GenericRecord part) {
        Schema schema = prompts.getField("body")
                .schema()
                .getTypes()
                .get(0)
                .getField("messages")
                .schema()
                .getElementType();
        return new GenericRecordBuilder(schema)
                .set("role", new GenericData.EnumSymbol(schema.getField("role").schema(), role))
                .set("content", List.of(part))
                .build();
    }

    private GenericRecord part(String type, String field, String value) {
        Schema message = prompts.getField("body")
                .schema()
                .getTypes()
                .get(0)
                .getField("messages")
                .schema()
                .getElementType();
        Schema schema = message.getField("content").schema().getElementType().getTypes().stream()
                .filter(branch -> branch.getName().equals(type))
                .findFirst()
                .orElseThrow();
        return new GenericRecordBuilder(schema).set(field, value).build();
    }

    private PromptRequest read(GenericRecord record) {
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
            serializer.configure(SETTINGS, false);
            byte[] bytes = serializer.serialize(TOPIC, record);
            return serdes.promptRequest().deserializer().deserialize(TOPIC, bytes);
        }
    }

    private static PromptContent.PromptBody body(PromptRequest request) {
        return (PromptContent.PromptBody) request.body();
    }

    private static Schema schema(String name) {
        try (InputStream file = OutsideReaderTest.class.getResourceAsStream("/contract/" + name + ".avsc")) {
            return new SchemaParser().parse(file).mainSchema();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
