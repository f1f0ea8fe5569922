package io.promptyard.bench.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says what the figures were measured on. */
public final class Machine {
    private Machine() {}

    public static String describe() {
        return "%d cores%s, %s, Java %s, load average before the run %.1f"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        firstOf("/proc/cpuinfo", "model name", " (", ")")
                                + firstOf("/proc/meminfo", "MemTotal", ", memory ", ""),
                        System.getProperty("os.name") + " " + System.getProperty("os.version"),
                        System.getProperty("java.version"),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String firstOf(String file, String key, String before, String after) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> before + line.substring(line.indexOf(':') + 1).strip() + after)
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
