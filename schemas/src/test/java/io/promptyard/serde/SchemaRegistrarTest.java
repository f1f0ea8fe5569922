package io.promptyard.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import io.promptyard.model.ProviderId;
import io.promptyard.serde.SubjectReport.State;
import io.promptyard.topic.TopicNames;
import java.util.List;
import java.util.Map;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SchemaRegistrarTest {
    private static final String SCOPE = "registrar";
    private static final TopicNames NAMES = TopicNames.standard();
    private static final List<ProviderId> PROVIDERS = List.of(new ProviderId("openai"), new ProviderId("anthropic"));
    private static final String CANCELLATIONS = "promptyard.cancellations-value";

    private final SchemaRegistryClient registry = MockSchemaRegistry.getClientForScope(SCOPE);
    private final SchemaRegistrar registrar = SchemaRegistrar.connect(RegistryConfig.of("mock://" + SCOPE));

    @AfterEach
    void close() {
        registrar.close();
        MockSchemaRegistry.dropScope(SCOPE);
    }

    @Test
    void shouldReportEverySubjectMissingAndChangeNothingWhenRegistryIsEmpty() {
        // When
        SchemaReport report = registrar.check(NAMES, PROVIDERS);
        SchemaReport again = registrar.check(NAMES, PROVIDERS);

        // Then
        assertThat(report.subjects()).hasSize(22).allMatch(subject -> subject.state() == State.MISSING);
        assertThat(report.problems()).isEmpty();
        assertThat(report.unregistered()).hasSize(22);
        assertThat(again).isEqualTo(report);
    }

    @Test
    void shouldRegisterFullTransitiveAndThenFindTheSameWhenRegistered() throws Exception {
        // When
        SchemaReport registered = registrar.register(NAMES, PROVIDERS);
        SchemaReport checked = registrar.check(NAMES, PROVIDERS);

        // Then
        assertThat(registered.subjects()).allMatch(subject -> subject.state() == State.REGISTERED);
        assertThat(checked.subjects()).allMatch(subject -> subject.state() == State.SAME);
        assertThat(registry.getConfig(CANCELLATIONS).getCompatibilityLevel()).isEqualTo("FULL_TRANSITIVE");
    }

    @Test
    void shouldReportCompatibleWhenAnEarlierVersionIsRegistered() throws Exception {
        // Given
        var earlier = SchemaBuilder.record("Cancellation")
                .namespace("io.promptyard.avro")
                .fields()
                .requiredString("id")
                .requiredLong("at")
                .endRecord();
        registry.register(CANCELLATIONS, new AvroSchema(earlier));

        // When
        SubjectReport report = cancellations(registrar.check(NAMES, PROVIDERS));

        // Then
        assertThat(report.state()).isEqualTo(State.COMPATIBLE);
        assertThat(report.reasons()).isEmpty();
    }

    @Test
    void shouldSayWhyAndRegisterNothingWhenIncompatible() throws Exception {
        // Given
        var other = SchemaBuilder.record("Cancellation")
                .namespace("io.promptyard.avro")
                .fields()
                .requiredString("id")
                .endRecord();
        registry.register(CANCELLATIONS, new AvroSchema(other));

        // When
        SchemaReport report = registrar.register(NAMES, PROVIDERS);

        // Then
        assertThat(cancellations(report).state()).isEqualTo(State.INCOMPATIBLE);
        assertThat(cancellations(report).reasons())
                .singleElement()
                .asString()
                .contains("READER_FIELD_MISSING_DEFAULT_VALUE", "'at'");
        assertThat(report.problems()).hasSize(1);
        assertThat(registry.getAllVersions(CANCELLATIONS)).containsExactly(1);
    }

    @Test
    void shouldReportUnreachableWithoutThrowingWhenNobodyListens() {
        // Given
        var nowhere = new RegistryConfig(List.of(RegistryStub.unreachable()), true, Map.of("max.retries", "0"));
        try (SchemaRegistrar lost = SchemaRegistrar.connect(nowhere)) {
            // When
            SchemaReport report = lost.check(NAMES, PROVIDERS);

            // Then
            assertThat(report.problems()).hasSize(22).allMatch(subject -> subject.state() == State.UNREACHABLE);
            assertThat(report.problems().getFirst().reasons())
                    .containsExactly("the registry cannot be asked (ConnectException)");
        }
    }

    @Test
    void shouldAskOnceWhenTheRegistryIsBroken() {
        // Given
        try (RegistryStub broken = RegistryStub.refusing(500, 50001);
                SchemaRegistrar lost = SchemaRegistrar.connect(
                        new RegistryConfig(List.of(broken.url()), true, Map.of("max.retries", "0")))) {
            // When
            SchemaReport report = lost.check(NAMES, PROVIDERS);

            // Then
            assertThat(report.problems()).hasSize(22);
            assertThat(broken.requests()).isEqualTo(1);
        }
    }

    @Test
    void shouldReportRefusedWhenCredentialsAreMissing() {
        // Given
        try (RegistryStub guarded = RegistryStub.refusing(401, 40101);
                SchemaRegistrar stranger = SchemaRegistrar.connect(RegistryConfig.of(guarded.url()))) {
            // When
            SchemaReport report = stranger.check(NAMES, PROVIDERS);

            // Then
            assertThat(report.problems()).allMatch(subject -> subject.state() == State.REFUSED);
        }
    }

    private static SubjectReport cancellations(SchemaReport report) {
        return report.subjects().stream()
                .filter(subject -> subject.subject().equals(CANCELLATIONS))
                .findFirst()
                .orElseThrow();
    }
}
