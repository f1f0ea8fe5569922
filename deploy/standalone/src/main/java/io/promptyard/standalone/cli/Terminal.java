package io.promptyard.standalone.cli;

import java.io.Console;

/** Whether somebody watches. */
final class Terminal {
    private Terminal() {}

    /** True when input and output are a terminal. Since Java 22 there may be a console without one, which says so. */
    static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true; // Java 21: no console without a terminal
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
