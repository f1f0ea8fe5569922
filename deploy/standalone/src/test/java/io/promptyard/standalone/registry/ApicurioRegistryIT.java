package io.promptyard.standalone.registry;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a registry that is not ours: what we ask of registries is what registries give. */
class ApicurioRegistryIT extends SchemaRegistryContract {

    @TempDir
    static Path directory;

    private static ApicurioProcess apicurio;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(ApicurioProcess.JAR)
                .as("a real Apicurio, which the build unpacks unless promptyard.apicurio.skip is set")
                .exists();
        apicurio = ApicurioProcess.start(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        if (apicurio != null) {
            apicurio.close();
        }
    }

    @Override
    String url() {
        return apicurio.url();
    }
}
