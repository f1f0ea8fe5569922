package io.promptyard.router.metrics;

/** Every meter of live configuration; tags are closed sets. docs/reference/metrics.md is the table in words. */
public enum ConfigMeter {
    SWITCHED("promptyard.config.switched", "Switches to another configuration"),
    IGNORED("promptyard.config.ignored", "Published configurations that were not used, by reason"),
    PUBLISHED("promptyard.config.published", "1 while a published configuration is in force, 0 while the file's is");

    private final String id;
    private final String description;

    ConfigMeter(String id, String description) {
        this.id = id;
        this.description = description;
    }

    public String id() {
        return id;
    }

    public String description() {
        return description;
    }
}
