package io.promptyard.bench.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A simulator in a process of its own. */
public record SimulatorProcess(JavaProcess process, String baseUrl) implements AutoCloseable {

    /** @param tokensPerSecond pace of streams; 0: all at once */
    public static SimulatorProcess start(Path directory, Duration latency, double tokensPerSecond) {
        JavaProcess process = JavaProcess.start(
                "simulator",
                directory,
                List.of(),
                SimulatorMain.class.getName(),
                List.of(Long.toString(latency.toMillis()), Double.toString(tokensPerSecond)));
        return new SimulatorProcess(process, process.lineAfter(SimulatorMain.READY));
    }

    @Override
    public void close() {
        process.close();
    }
}
