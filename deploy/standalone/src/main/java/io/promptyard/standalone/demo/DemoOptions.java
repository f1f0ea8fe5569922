package io.promptyard.standalone.demo;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a demo is to do. {@code dataDir} null is a temporary one. {@code real} calls providers whose key is set; otherwise
 * every provider is simulated. {@code interval} lies between two prompts.
 */
public record DemoOptions(int prompts, long seed, @Nullable Path dataDir, boolean real, Duration interval) {
    public static final int PROMPTS = 200;
    public static final Duration INTERVAL = Duration.ofMillis(75);
}
