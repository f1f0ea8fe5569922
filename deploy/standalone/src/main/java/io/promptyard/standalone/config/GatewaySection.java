package io.promptyard.standalone.config;

import io.promptyard.connector.Secret;
import java.util.List;

/**
 * {@code gateway:}. Port 0 means any free one; without {@code apiKeys} everybody who reaches the port may ask;
 * {@code maxBodyBytes} bounds a request.
 */
public record GatewaySection(String host, int port, List<Secret> apiKeys, int maxBodyBytes) {
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final int DEFAULT_PORT = 8080;
    private static final int DEFAULT_MAX_BODY = 32 << 20;

    public GatewaySection {
        apiKeys = List.copyOf(apiKeys);
    }

    static GatewaySection read(Section top) {
        Section gateway = top.section("gateway")
                .orElseGet(() -> new Section("gateway", new ConfigNode.Mapping(), top.problems()));
        GatewaySection read = new GatewaySection(
                gateway.text("host").orElse(DEFAULT_HOST),
                gateway.integer("port", 0, KafkaSection.MOST_PORT).orElse(DEFAULT_PORT),
                gateway.texts("api-keys").stream().map(Secret::new).toList(),
                gateway.value(
                                "max-body",
                                "must be a size above 0 such as 512KB or 32MB",
                                text -> Values.size(text).filter(size -> size > 0))
                        .orElse(DEFAULT_MAX_BODY));
        gateway.end();
        return read;
    }
}
