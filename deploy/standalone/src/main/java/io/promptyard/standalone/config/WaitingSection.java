package io.promptyard.standalone.config;

import io.promptyard.router.config.WaitingConfig;

/** {@code waiting:}. */
final class WaitingSection {
    private static final int MOST = 1_000_000;

    private WaitingSection() {}

    static WaitingConfig read(Section top) {
        return top.section("waiting").map(WaitingSection::of).orElse(WaitingConfig.DEFAULT);
    }

    private static WaitingConfig of(Section waiting) {
        WaitingConfig defaults = WaitingConfig.DEFAULT;
        WaitingConfig read = new WaitingConfig(
                waiting.flag("enabled").orElse(defaults.enabled()),
                waiting.integer("most", 1, MOST).orElse(defaults.most()),
                waiting.duration("ageing").orElse(defaults.ageing()));
        waiting.end();
        return read;
    }
}
