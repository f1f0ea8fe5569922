package io.promptyard.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.promptyard.model.Cancellation;
import io.promptyard.model.ProviderId;
import io.promptyard.model.RequestId;
import io.promptyard.topic.RouterTopics;
import io.promptyard.topic.TopicNames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.RetriableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryFailuresTest {
    private static final String TOPIC = "promptyard.cancellations";
    private static final byte[] RECORD = {0, 0, 0, 0, 7, 2, 'a', 0, 0};
    private static final Cancellation VALUE =
            new Cancellation(new RequestId("r-1"), Instant.ofEpochMilli(1), "disconnected");

    @Test
    void shouldSayUnavailableWhenNobodyListens() {
        // Given
        try (SerdeFactory serdes = connect(RegistryStub.unreachable(), true)) {
            RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);

            // When
            Throwable reading = catchThrowable(() -> read(serdes));
            Throwable writing = catchThrowable(() -> write(serdes));
            Throwable warming = catchThrowable(() -> serdes.warm(topics, List.of(new ProviderId("openai"))));

            // Then
            assertThat(List.of(reading, writing, warming))
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOf(RegistryUnavailableException.class)
                            .isInstanceOf(RetriableException.class));
            assertThat(warming).hasMessageContaining("promptyard.prompts-value");
        }
    }

    @ParameterizedTest
    @CsvSource({"500,50001", "503,503", "429,429", "401,40101", "403,40301", "404,404"})
    void shouldSayUnavailableWhenTheAnswerIsNotAboutTheRecord(int status, int errorCode) {
        // Given
        try (RegistryStub registry = RegistryStub.refusing(status, errorCode);
                SerdeFactory serdes = connect(registry.url(), true)) {
            // When
            Throwable reading = catchThrowable(() -> read(serdes));
            Throwable writing = catchThrowable(() -> write(serdes));

            // Then
            assertThat(reading).isInstanceOf(RegistryUnavailableException.class);
            assertThat(writing).isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    void shouldSayUnavailableWhenAProxyAnswersInHtml() {
        // Given
        try (RegistryStub registry = RegistryStub.answering(404, "<html>no such host</html>");
                SerdeFactory serdes = connect(registry.url(), true)) {
            // When
            Throwable reading = catchThrowable(() -> read(serdes));

            // Then
            assertThat(reading).isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    void shouldSayUnreadableAndAskOnceWhenTheSchemaIdIsUnknown() {
        // Given
        try (RegistryStub registry = RegistryStub.refusing(404, 40403);
                SerdeFactory serdes = connect(registry.url(), true)) {
            // When
            Throwable first = catchThrowable(() -> read(serdes));
            Throwable second = catchThrowable(() -> read(serdes));

            // Then
            assertThat(List.of(first, second))
                    .allSatisfy(failure -> assertThat(failure)
                            .isInstanceOf(UnreadableRecordException.class)
                            .hasMessageContaining("knows no schema 7"));
            assertThat(registry.requests()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "PROTOBUF"})
    void shouldSayUnreadableWhenTheSchemaIsNotAvro(String type) {
        // Given
        String schema = "{\"schemaType\":\"" + type + "\",\"schema\":\"{}\"}";
        try (RegistryStub registry = RegistryStub.answering(200, schema);
                SerdeFactory serdes = connect(registry.url(), true)) {
            // When / Then
            assertThatThrownBy(() -> read(serdes))
                    .isInstanceOf(UnreadableRecordException.class)
                    .hasMessageContaining("not Avro");
        }
    }

    @ParameterizedTest
    @CsvSource({"409,409", "422,42201"})
    void shouldNameTheSubjectWhenTheRegistryRefusesASchema(int status, int errorCode) {
        // Given
        try (RegistryStub registry = RegistryStub.refusing(status, errorCode);
                SerdeFactory serdes = connect(registry.url(), true)) {
            // When / Then
            assertThatThrownBy(() -> write(serdes))
                    .isInstanceOf(SchemaRejectedException.class)
                    .hasMessageContaining("promptyard.cancellations-value");
        }
    }

    @Test
    void shouldNameTheSubjectWhenItIsNotRegisteredAndRegisteringIsOff() {
        // Given
        try (RegistryStub registry = RegistryStub.refusing(404, 40401);
                SerdeFactory serdes = connect(registry.url(), false)) {
            // When / Then
            assertThatThrownBy(() -> write(serdes))
                    .isInstanceOf(SchemaRejectedException.class)
                    .hasMessage("promptyard.cancellations-value: its schema is not registered");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNeverAskAgainWhenWarmed(boolean autoRegister) {
        // Given
        try (RegistryStub registry = RegistryStub.answering(200, "{\"id\":7,\"version\":1,\"subject\":\"s\"}");
                SerdeFactory serdes = connect(registry.url(), autoRegister)) {
            RouterTopics topics = RouterTopics.of(TopicNames.standard(), serdes);
            serdes.warm(topics, List.of(new ProviderId("openai")));
            int asked = registry.requests();

            // When
            for (int i = 0; i < 100; i++) {
                topics.cancellations().valueSerde().serializer().serialize(TOPIC, VALUE);
            }

            // Then
            assertThat(asked).isEqualTo(20);
            assertThat(registry.requests()).isEqualTo(asked);
        }
    }

    private static SerdeFactory connect(String url, boolean autoRegister) {
        return SerdeFactory.connect(new RegistryConfig(List.of(url), autoRegister, Map.of("max.retries", "0")));
    }

    private static void read(SerdeFactory serdes) {
        serdes.cancellation().deserializer().deserialize(TOPIC, RECORD);
    }

    private static void write(SerdeFactory serdes) {
        serdes.cancellation().serializer().serialize(TOPIC, VALUE);
    }
}
