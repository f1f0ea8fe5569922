package io.promptyard.standalone.config;

/** {@code management:}: health and metrics. Port 0 means any free one. */
public record ManagementSection(int port) {
    private static final int DEFAULT_PORT = 9464;

    static ManagementSection read(Section top) {
        return top.section("management")
                .map(management -> {
                    ManagementSection read = new ManagementSection(management
                            .integer("port", 0, KafkaSection.MOST_PORT)
                            .orElse(DEFAULT_PORT));
                    management.end();
                    return read;
                })
                .orElse(new ManagementSection(DEFAULT_PORT));
    }
}
