package io.promptyard.connector;

import java.util.Collection;
import java.util.Collections;
import java.util.ServiceLoader;
import java.util.SortedSet;
import java.util.TreeMap;

/** The dialects this process can speak. Immutable, thread-safe; connectors belong to whoever has them made. */
public final class ConnectorRegistry {
    private final TreeMap<String, ProviderConnectorFactory> factories = new TreeMap<>();

    /**
     * @throws IllegalArgumentException when two factories speak one dialect
     */
    public ConnectorRegistry(Collection<ProviderConnectorFactory> factories) {
        for (ProviderConnectorFactory factory : factories) {
            if (this.factories.put(factory.dialect(), factory) != null) {
                throw new IllegalArgumentException("dialect: twice \"" + factory.dialect() + "\"");
            }
        }
    }

    /** Every factory that {@code META-INF/services} names. */
    public static ConnectorRegistry load() {
        return new ConnectorRegistry(ServiceLoader.load(ProviderConnectorFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    /** The known dialects, in alphabetical order. */
    public SortedSet<String> dialects() {
        return Collections.unmodifiableSortedSet(factories.navigableKeySet());
    }

    /**
     * Makes the connector of a configured provider.
     *
     * @throws IllegalArgumentException when its dialect is not known
     */
    public ProviderConnector create(ProviderConfig config, ConnectorContext context) {
        ProviderConnectorFactory factory = factories.get(config.dialect());
        if (factory == null) {
            throw new IllegalArgumentException("providers." + config.id() + ".dialect: must be one of "
                    + String.join(", ", factories.keySet()) + " (got \"" + config.dialect() + "\")");
        }
        return factory.create(config, context);
    }
}
