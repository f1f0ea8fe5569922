package io.promptyard.standalone.registry;

import io.promptyard.standalone.EmbeddedPlatform;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class EmbeddedSchemaRegistryIT extends SchemaRegistryContract {

    private static EmbeddedPlatform platform;

    @BeforeAll
    static void start() {
        platform = EmbeddedPlatform.temporary();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Override
    String url() {
        return platform.registryUrl();
    }
}
