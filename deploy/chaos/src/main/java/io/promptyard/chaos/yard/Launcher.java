package io.promptyard.chaos.yard;

import io.promptyard.bench.process.JavaProcess;
import io.promptyard.bench.process.ProductMain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts the yard's processes: small ones, because there are many.
 *
 * @param home for their logs and state
 * @param classPath of all of them
 */
record Launcher(Path home, String classPath) {
    private static final List<String> OPTIONS = List.of(
            "-Xmx320m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlog4j2.shutdownHookEnabled=false");

    JavaProcess start(String name, String mainClass, List<String> arguments) {
        return start(name, mainClass, arguments, Map.of());
    }

    JavaProcess start(String name, String mainClass, List<String> arguments, Map<String, String> environment) {
        return JavaProcess.start(name, home, classPath, OPTIONS, environment, mainClass, arguments);
    }

    /** {@code up} with these flags, its state under {@code home/name}, every port not named a free one. */
    JavaProcess up(String name, Path config, List<String> flags, Map<String, String> environment) {
        List<String> arguments = new ArrayList<>(List.of(
                "up", "--config=" + config, "--port=0", "--management-port=0", "--data-dir=" + home.resolve(name)));
        arguments.addAll(flags);
        return start(name, ProductMain.class.getName(), arguments, environment);
    }
}
