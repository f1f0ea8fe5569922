package io.promptyard.bench;

import io.promptyard.standalone.cli.CommandModule;

/** Makes {@code bench} known to the launcher. */
public final class BenchModule implements CommandModule {
    @Override
    public Object command() {
        return new BenchCommand();
    }
}
