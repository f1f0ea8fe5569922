package io.promptyard.router;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.streams.Topology;

/**
 * Compares a graph with its golden file: names and edges are part of changelog topics and of rolling upgrades, so a
 * changed graph is a reviewed diff. Renew with {@code mvn -pl router-topology test -Dgolden.renew=true
 * -Dtest='*ShapeTest'} and read what changed before you commit it.
 */
public final class GoldenGraph {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private GoldenGraph() {}

    public static void assertMatches(String name, Topology topology) throws IOException {
        Path golden = FOLDER.resolve(name);
        String graph = topology.describe().toString();
        if (Boolean.getBoolean("golden.renew")) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, graph);
        }
        assertThat(graph).isEqualTo(Files.readString(golden));
    }
}
