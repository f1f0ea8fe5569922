package io.promptyard.standalone.runtime;

import io.promptyard.model.ProviderId;
import io.promptyard.serde.RegistryUnavailableException;
import io.promptyard.serde.RegistryWait;
import io.promptyard.serde.SchemaRejectedException;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.StartupException;
import io.promptyard.topic.RouterTopics;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes our schemas known to the registry before any traffic. */
final class Registry {
    private static final Logger LOG = LoggerFactory.getLogger(Registry.class);

    private Registry() {}

    /** A registry that is still starting is waited for; one that refuses our schemas is not. */
    static void warm(SerdeFactory serdes, RouterTopics topics, Collection<ProviderId> providers, RegistryWait wait) {
        try {
            wait.until(
                    () -> {
                        serdes.warm(topics, providers);
                        return serdes;
                    },
                    failure -> LOG.info("waiting for the schema registry: {}", failure.getMessage()));
        } catch (SchemaRejectedException e) {
            throw new StartupException.NotStarted("the schemas", e);
        } catch (RegistryUnavailableException e) {
            throw new StartupException.NotStarted("the schema registry", e);
        }
    }
}
