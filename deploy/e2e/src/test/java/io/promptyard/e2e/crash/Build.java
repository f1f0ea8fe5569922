package io.promptyard.e2e.crash;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A build of the product that can be run. */
enum Build {
    /** Of these sources. */
    THIS,
    /** The last release, built out of the repository's history. */
    RELEASED;

    static final Path BUILT_HERE = Path.of("../standalone/target/promptyard");

    private static final Logger LOG = LoggerFactory.getLogger(Build.class);
    private static final Path SCRIPT =
            Path.of("../scripts/build-release.sh").toAbsolutePath().normalize();
    private static final int NO_HISTORY = 3;

    /** Where its distribution is; a test that needs one that is not to be had is skipped, loudly. */
    Path distribution() throws IOException, InterruptedException {
        return switch (this) {
            case THIS -> BUILT_HERE;
            case RELEASED -> released();
        };
    }

    private static synchronized Path released() throws IOException, InterruptedException {
        Process script = new ProcessBuilder(SCRIPT.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        script.getOutputStream().close();
        String printed = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int code = script.waitFor();
        if (code == NO_HISTORY) {
            LOG.warn("SKIPPED an upgrade test: the history does not reach back to the last release");
        }
        assumeTrue(code != NO_HISTORY, "the history does not reach back to the last release");
        if (code != 0) {
            throw new IllegalStateException(SCRIPT + " ended with " + code);
        }
        return Path.of(printed);
    }
}
