package io.promptyard.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

/** What is said, and with what code the process ends, when it is told to end. */
@Timeout(30)
class OrderlyStopTest {
    private final StringWriter err = new StringWriter();
    private final CommandLine line = Main.commandLine().setErr(new PrintWriter(err, true));
    private final CountDownLatch told = new CountDownLatch(1);
    private final List<String> ends = new ArrayList<>();
    /** Ends with what had been said by then. */
    private final OrderlyStop stop = new OrderlyStop(told::countDown, code -> ends.add(code + ": " + err));

    @Test
    void shouldEndTheProcessAfterTheFailureIsToldWhenItWasStopped() throws Exception {
        // When
        Thread signal = Thread.ofPlatform().unstarted(stop::signalled);
        int code = stop.run(line, () -> {
            signal.start();
            told.await();
            throw new IOException("the broker is gone");
        });
        signal.join();
        // Then
        assertThat(code).isEqualTo(1);
        assertThat(ends)
                .singleElement()
                .asString()
                .startsWith("1: promptyard: ")
                .contains("the broker is gone");
    }

    @Test
    void shouldEndTheProcessWithTheCommandsOwnCodeWhenItWasStoppedAndEnded() throws Exception {
        // When
        Thread signal = Thread.ofPlatform().unstarted(stop::signalled);
        stop.run(line, () -> {
            signal.start();
            told.await();
            line.getErr().println("go on with --resume");
            return 7;
        });
        signal.join();
        // Then
        assertThat(ends).containsExactly("7: go on with --resume" + System.lineSeparator());
    }

    @Test
    void shouldLeaveTheFailureToTheCommandLineWhenNobodyStopsIt() {
        // When / Then
        assertThatThrownBy(() -> stop.run(line, () -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class);
        assertThat(err.toString()).isEmpty();
        assertThat(ends).isEmpty();
    }
}
