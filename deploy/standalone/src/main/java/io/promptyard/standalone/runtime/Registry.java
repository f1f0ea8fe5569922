package io.promptyard.standalone.runtime;

import io.promptyard.model.ProviderId;
import io.promptyard.serde.RegistryUnavailableException;
import io.promptyard.serde.SchemaRejectedException;
import io.promptyard.serde.SerdeFactory;
import io.promptyard.standalone.StartupException;
import io.promptyard.topic.RouterTopics;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.locks.LockSupport;

/** Makes our schemas known to the registry before any traffic. */
final class Registry {
    private Registry() {}

    /** A registry that is still starting is waited for; one that refuses our schemas is not. */
    static void warm(
            SerdeFactory serdes,
            RouterTopics topics,
            Collection<ProviderId> providers,
            Duration patience,
            Duration pause) {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                serdes.warm(topics, providers);
                return;
            } catch (SchemaRejectedException e) {
                throw new StartupException.NotStarted("the schemas", e);
            } catch (RegistryUnavailableException e) {
                if (System.nanoTime() > until) {
                    throw new StartupException.NotStarted("the schema registry", e);
                }
                LockSupport.parkNanos(pause.toNanos());
            }
        }
    }
}
