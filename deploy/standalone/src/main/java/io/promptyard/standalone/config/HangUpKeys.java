package io.promptyard.standalone.config;

import io.promptyard.connector.OnHangUp;
import java.util.Optional;

/** {@code on-hang-up} and {@code finish} of a provider. */
final class HangUpKeys {
    private static final String POLICY = "on-hang-up";
    private static final String BOUNDS = "finish";
    private static final long MOST_BYTES = 48L * 1024 * 1024;

    private HangUpKeys() {}

    static OnHangUp read(Section section) {
        OnHangUp defaults = OnHangUp.FINISH;
        OnHangUp.Policy policy = section.value(POLICY, "must be finish or cancel", HangUpKeys::policy)
                .orElse(defaults.policy());
        if (policy == OnHangUp.Policy.CANCEL && section.has(BOUNDS)) {
            section.problems().error(section.path(BOUNDS), "must not be given with on-hang-up: cancel", "both");
        }
        return section.section(BOUNDS)
                .map(bounds -> {
                    OnHangUp read = new OnHangUp(
                            policy,
                            bounds.duration("within").orElse(defaults.within()),
                            bounds.whole("bytes", 1, MOST_BYTES).orElse(defaults.bytes()),
                            bounds.usd("usd").orElse(defaults.usd()));
                    bounds.end();
                    return read;
                })
                .orElse(new OnHangUp(policy, defaults.within(), defaults.bytes(), defaults.usd()));
    }

    private static Optional<OnHangUp.Policy> policy(String text) {
        return switch (text) {
            case "finish" -> Optional.of(OnHangUp.Policy.FINISH);
            case "cancel" -> Optional.of(OnHangUp.Policy.CANCEL);
            default -> Optional.empty();
        };
    }
}
