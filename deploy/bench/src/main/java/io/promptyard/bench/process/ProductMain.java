package io.promptyard.bench.process;

import io.promptyard.standalone.cli.Main;

/** The launcher's main class, ended with the process that started it. */
public final class ProductMain {
    private ProductMain() {}

    public static void main(String[] args) {
        ParentWatch.start();
        Main.main(args);
    }
}
