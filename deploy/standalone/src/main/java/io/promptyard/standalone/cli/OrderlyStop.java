package io.promptyard.standalone.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import picocli.CommandLine;

/**
 * Lets a command end by itself when a signal ends the process: it is told to stop, and the process ends with the command's own exit code,
 * and not before the command has said all that it has to say, be it why it failed. For one run.
 */
final class OrderlyStop {
    private final Runnable stop;
    private final IntConsumer halt;
    private final CountDownLatch said = new CountDownLatch(1);
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicInteger exit = new AtomicInteger(CommandLine.ExitCode.SOFTWARE);

    /** What is to end in order. */
    interface Command {
        /** @return the exit code */
        int call() throws IOException, InterruptedException;
    }

    /**
     * @param stop has the command return soon
     * @param halt ends the process with a code; or the signal's own status would be the process's
     */
    OrderlyStop(Runnable stop, IntConsumer halt) {
        this.stop = stop;
        this.halt = halt;
    }

    /** @return the exit code; a failure is thrown, or where the process is ending, reported as the command line would */
    int run(CommandLine line, Command command) throws IOException, InterruptedException {
        Thread hook = Thread.ofPlatform().name("stop").unstarted(this::signalled);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            exit.set(command.call());
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (forget(hook) && !begun.get()) {
                throw e;
            }
            exit.set(reported(line, e));
        } finally {
            said.countDown();
            forget(hook);
        }
        return exit.get();
    }

    /** What the end of the process begins with. */
    void signalled() {
        begun.set(true);
        stop.run();
        try {
            said.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        halt.accept(exit.get());
    }

    /** Nobody else would: the process ends when it is said. */
    private static int reported(CommandLine line, Exception failure) {
        try {
            return failure instanceof CommandLine.ParameterException wrong
                    ? line.getParameterExceptionHandler().handleParseException(wrong, new String[0])
                    : line.getExecutionExceptionHandler()
                            .handleExecutionException(failure, line, line.getParseResult());
        } catch (Exception e) {
            throw new IllegalStateException("the failure cannot be told", e);
        }
    }

    /** Whether it will not run any more. */
    private static boolean forget(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false; // it runs: the process ends
        }
    }
}
