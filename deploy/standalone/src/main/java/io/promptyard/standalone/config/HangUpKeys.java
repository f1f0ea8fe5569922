package io.promptyard.standalone.config;

import io.promptyard.connector.OnHangUp;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code on-hang-up}, {@code on-hang-up-by-route} and {@code finish} of a provider. */
final class HangUpKeys {
    private static final String POLICY = "on-hang-up";
    private static final String BY_ROUTE = "on-hang-up-by-route";
    private static final String BOUNDS = "finish";
    private static final String RULE = "must be finish or cancel";
    private static final long MOST_BYTES = 48L * 1024 * 1024;

    private HangUpKeys() {}

    static OnHangUp read(Section section) {
        OnHangUp defaults = OnHangUp.FINISH;
        OnHangUp.Policy policy = section.value(POLICY, RULE, HangUpKeys::policy).orElse(defaults.policy());
        Map<String, OnHangUp.Policy> byRoute = byRoute(section);
        boolean finishes = policy == OnHangUp.Policy.FINISH || byRoute.containsValue(OnHangUp.Policy.FINISH);
        if (section.has(BOUNDS) && !finishes) {
            section.problems().error(section.path(BOUNDS), "must not be given with on-hang-up: cancel", "both");
        }
        return section.section(BOUNDS)
                .map(bounds -> {
                    OnHangUp read = new OnHangUp(
                            policy,
                            bounds.duration("within").orElse(defaults.within()),
                            bounds.whole("bytes", 1, MOST_BYTES).orElse(defaults.bytes()),
                            bounds.usd("usd").orElse(defaults.usd()),
                            byRoute);
                    bounds.end();
                    return read;
                })
                .orElse(new OnHangUp(policy, defaults.within(), defaults.bytes(), defaults.usd(), byRoute));
    }

    private static Map<String, OnHangUp.Policy> byRoute(Section section) {
        Map<String, OnHangUp.Policy> byRoute = new TreeMap<>();
        section.textMap(BY_ROUTE)
                .forEach((route, text) -> policy(text)
                        .ifPresentOrElse(
                                policy -> byRoute.put(route, policy),
                                () -> section.problems()
                                        .error(
                                                Section.child(section.path(BY_ROUTE), route),
                                                RULE,
                                                "\"" + text + "\"")));
        return byRoute;
    }

    private static Optional<OnHangUp.Policy> policy(String text) {
        return switch (text) {
            case "finish" -> Optional.of(OnHangUp.Policy.FINISH);
            case "cancel" -> Optional.of(OnHangUp.Policy.CANCEL);
            default -> Optional.empty();
        };
    }
}
