package io.promptyard.standalone.config;

import io.promptyard.router.config.WaitingConfig;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import java.time.Duration;

/** {@code waiting:}. */
final class WaitingSection {
    private static final WaitingConfig DEFAULTS = WaitingConfig.DEFAULT;
    private static final int LARGEST = 1_000_000;

    private static final DefaultKey<Boolean> ENABLED = Key.named("enabled")
            .example("false")
            .means("`false`: such prompts are refused at once, 429 or 503, with `Retry-After`")
            .value(Rule.FLAG, DEFAULTS.enabled());
    private static final DefaultKey<Integer> MOST = Key.named("most")
            .example("500")
            .means("prompts that may wait in one partition; more are refused, 429")
            .value(Rule.integer(1, LARGEST), DEFAULTS.most());
    private static final DefaultKey<Duration> AGEING = Key.named("ageing")
            .example("1m")
            .means("so long a prompt waits to be worth one step of `priority` (0 to 9, 5 unless it says) more")
            .value(Rule.DURATION, DEFAULTS.ageing());
    static final SectionKey WAITING = Key.named("waiting").holding(Table.of(ENABLED, MOST, AGEING));

    private WaitingSection() {}

    static WaitingConfig read(Section top) {
        Section waiting = top.sectionOrEmpty(WAITING);
        WaitingConfig read = new WaitingConfig(waiting.get(ENABLED), waiting.get(MOST), waiting.get(AGEING));
        waiting.end();
        return read;
    }
}
