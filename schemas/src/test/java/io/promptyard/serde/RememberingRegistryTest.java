package io.promptyard.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RememberingRegistryTest {
    private static final AvroSchema STRING = new AvroSchema("\"string\"");
    private static final AvroSchema LONG = new AvroSchema("\"long\"");

    private static RememberingRegistry client(RegistryStub stub) {
        return new RememberingRegistry(List.of(stub.url()), 10, List.of(new AvroSchemaProvider()), Map.of());
    }

    @Test
    void shouldAskOnceWhenASchemaIsRegisteredAgain() throws IOException, RestClientException {
        try (RegistryStub stub = RegistryStub.answering(200, "{\"id\":7}");
                RememberingRegistry client = client(stub)) {
            // When
            int first =
                    client.registerWithResponse("a-value", STRING, false, false).getId();
            int asked = stub.requests();
            int again =
                    client.registerWithResponse("a-value", STRING, false, false).getId();
            // Then
            assertThat(first).isEqualTo(7);
            assertThat(again).isEqualTo(7);
            assertThat(asked).isPositive();
            assertThat(stub.requests()).isEqualTo(asked);
        }
    }

    @Test
    void shouldAskAgainWhenTheSchemaIsAnother() throws IOException, RestClientException {
        try (RegistryStub stub = RegistryStub.answering(200, "{\"id\":7}");
                RememberingRegistry client = client(stub)) {
            // Given
            client.registerWithResponse("a-value", STRING, false, false);
            int asked = stub.requests();
            // When
            client.registerWithResponse("a-value", LONG, false, false);
            client.registerWithResponse("b-value", STRING, false, false);
            // Then
            assertThat(stub.requests()).isGreaterThan(asked + 1);
        }
    }

    @Test
    void shouldAskOnceWhenAnIdIsReadAgain() throws IOException, RestClientException {
        try (RegistryStub stub = RegistryStub.answering(200, "{\"schema\":\"\\\"string\\\"\"}");
                RememberingRegistry client = client(stub)) {
            // When
            var first = client.getSchemaBySubjectAndId("a-value", 7);
            int asked = stub.requests();
            // Then
            assertThat(first).isEqualTo(STRING);
            assertThat(client.getSchemaBySubjectAndId("a-value", 7)).isSameAs(first);
            assertThat(stub.requests()).isEqualTo(asked);
        }
    }

    @Test
    void shouldThrowEachTimeWhenTheRegistryRefuses() throws IOException {
        try (RegistryStub stub = RegistryStub.refusing(404, 40403);
                RememberingRegistry client = client(stub)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> client.getSchemaBySubjectAndId("a-value", 7))
                        .isInstanceOf(RestClientException.class);
            }
        }
    }
}
