package io.promptyard.standalone.config;

import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;

/** {@code management:}: health and metrics. Port 0 means any free one. */
public record ManagementSection(int port) {
    private static final int DEFAULT_PORT = 9464;

    private static final DefaultKey<Integer> PORT = Key.named("port")
            .example("9000")
            .means("health and metrics")
            .variable("PROMPTYARD_MANAGEMENT_PORT")
            .flag("--management-port")
            .value(KafkaSection.PORT_RULE, DEFAULT_PORT);
    static final SectionKey MANAGEMENT = Key.named("management").holding(Table.of(PORT));

    static ManagementSection read(Section top) {
        Section management = top.sectionOrEmpty(MANAGEMENT);
        ManagementSection read = new ManagementSection(management.get(PORT));
        management.end();
        return read;
    }
}
