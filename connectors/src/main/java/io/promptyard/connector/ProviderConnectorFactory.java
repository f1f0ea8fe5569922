package io.promptyard.connector;

/** Makes the connectors of one dialect; found by {@link java.util.ServiceLoader}. Stateless. */
public interface ProviderConnectorFactory {

    /** The word after {@code dialect:} in the configuration. */
    String dialect();

    ProviderConnector create(ProviderConfig config, ConnectorContext context);
}
