package io.promptyard.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the real Confluent client and serialisers need of a registry: any registry we claim to work with passes this. */
abstract class SchemaRegistryContract {

    static final AvroSchema FIRST = schema("");
    static final AvroSchema WITH_DEFAULT = schema(", {'name':'b','type':'int','default':0}");
    static final AvroSchema WITHOUT_DEFAULT = schema(", {'name':'b','type':'int'}");

    private static final int WIRE_HEADER = 5;

    private final String topic = "contract-" + UUID.randomUUID();
    private final String subject = topic + "-value";
    private SchemaRegistryClient client;

    /** The base URL of a registry that runs. */
    abstract String url();

    @BeforeEach
    void connect() {
        client = freshClient();
    }

    @AfterEach
    void disconnect() throws Exception {
        client.close();
    }

    @Test
    void shouldReadByIdWhenRegistered() throws Exception {
        // Given
        int id = client.register(subject, FIRST);

        // When
        try (SchemaRegistryClient other = freshClient()) {

            // Then
            assertThat(other.getSchemaById(id)).isEqualTo(FIRST);
            assertThat(other.getAllVersions(subject)).containsExactly(1);
            assertThat(other.getAllSubjects()).contains(subject);
            assertThat(other.getLatestSchemaMetadata(subject).getId()).isEqualTo(id);
        }
    }

    @Test
    void shouldGiveTheSameIdWhenRegisteredAgainOrUnderAnotherSubject() throws Exception {
        // Given
        int id = client.register(subject, FIRST);

        // When
        try (SchemaRegistryClient other = freshClient()) {
            int again = other.register(subject, FIRST);
            int elsewhere = other.register("other-" + subject, FIRST);

            // Then
            assertThat(again).isEqualTo(id);
            assertThat(elsewhere).isEqualTo(id);
            assertThat(other.getAllVersions(subject)).containsExactly(1);
        }
    }

    @Test
    void shouldFindTheVersionWhenTheSchemaIsLookedUp() throws Exception {
        // Given
        client.updateCompatibility(subject, "BACKWARD");
        client.register(subject, FIRST);
        int id = client.register(subject, WITH_DEFAULT);

        // When
        try (SchemaRegistryClient other = freshClient()) {

            // Then
            assertThat(other.getId(subject, WITH_DEFAULT)).isEqualTo(id);
            assertThat(other.getVersion(subject, WITH_DEFAULT)).isEqualTo(2);
            assertThat(other.getSchemaMetadata(subject, 1).getSchema()).isEqualTo(FIRST.canonicalString());
        }
    }

    @Test
    void shouldRefuseWith409WhenTheSchemaIsIncompatible() throws Exception {
        // Given
        client.updateCompatibility(subject, "FULL_TRANSITIVE");
        client.register(subject, FIRST);

        // When
        RestClientException refusal =
                catchThrowableOfType(RestClientException.class, () -> client.register(subject, WITHOUT_DEFAULT));

        // Then
        assertThat(refusal.getStatus()).isEqualTo(409);
        assertThat(client.getCompatibility(subject)).isEqualTo("FULL_TRANSITIVE");
        assertThat(client.testCompatibility(subject, WITHOUT_DEFAULT)).isFalse();
        assertThat(client.testCompatibility(subject, WITH_DEFAULT)).isTrue();
    }

    @Test
    void shouldNameWhatIsMissingWhenAskedForTheUnknown() throws Exception {
        // Given
        client.register(subject, FIRST);

        // When
        RestClientException noSubject =
                catchThrowableOfType(RestClientException.class, () -> client.getAllVersions("absent-" + topic));
        RestClientException noVersion =
                catchThrowableOfType(RestClientException.class, () -> client.getSchemaMetadata(subject, 7));
        RestClientException noSchema =
                catchThrowableOfType(RestClientException.class, () -> client.getId(subject, WITH_DEFAULT));
        RestClientException noId =
                catchThrowableOfType(RestClientException.class, () -> client.getSchemaById(999_999_999));

        // Then
        assertThat(List.of(noSubject, noVersion, noSchema, noId))
                .extracting(RestClientException::getErrorCode)
                .containsExactly(40401, 40402, 40403, 40403);
    }

    @Test
    void shouldRoundTripWhenTheRealSerializersUseIt() {
        // Given
        GenericRecord written =
                new GenericRecordBuilder(FIRST.rawSchema()).set("a", "text").build();
        Map<String, Object> config = Map.of("schema.registry.url", url(), "auto.register.schemas", true);
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer();
                KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer()) {
            serializer.configure(config, false);
            deserializer.configure(config, false);

            // When
            byte[] bytes = serializer.serialize(topic, written);
            Object read = deserializer.deserialize(topic, bytes);

            // Then
            assertThat(read.toString()).isEqualTo(written.toString());
            assertThat(ByteBuffer.wrap(bytes).get()).isZero();
            assertThat(bytes).hasSizeGreaterThan(WIRE_HEADER);
        }
    }

    @Test
    void shouldForgetTheSubjectWhenItIsDeleted() throws Exception {
        // Given
        client.register(subject, FIRST);

        // When
        List<Integer> deleted = client.deleteSubject(subject);

        // Then
        assertThat(deleted).containsExactly(1);
        assertThat(client.getAllSubjects()).doesNotContain(subject);
    }

    SchemaRegistryClient freshClient() {
        return new CachedSchemaRegistryClient(url(), 100);
    }

    String subject() {
        return subject;
    }

    static AvroSchema schema(String moreFields) {
        return new AvroSchema("{'type':'record','name':'R','namespace':'n','fields':[{'name':'a','type':'string'}%s]}"
                .formatted(moreFields)
                .replace('\'', '"'));
    }
}
