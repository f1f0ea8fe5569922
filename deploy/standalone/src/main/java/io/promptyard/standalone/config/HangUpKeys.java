package io.promptyard.standalone.config;

import io.promptyard.connector.OnHangUp;
import io.promptyard.standalone.config.keys.DefaultKey;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.MapKey;
import io.promptyard.standalone.config.keys.Rule;
import io.promptyard.standalone.config.keys.SectionKey;
import io.promptyard.standalone.config.keys.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** {@code on-hang-up}, {@code on-hang-up-by-route} and {@code finish} of a provider. */
final class HangUpKeys {
    private static final OnHangUp DEFAULTS = OnHangUp.FINISH;
    private static final BigDecimal MOST_USD = Objects.requireNonNull(DEFAULTS.usd());
    private static final long MOST_BYTES = 48L * 1024 * 1024;
    private static final Rule<OnHangUp.Policy> RULE =
            Rule.oneOf(policy -> policy.name().toLowerCase(Locale.ROOT), OnHangUp.Policy.class);

    private static final DefaultKey<OnHangUp.Policy> POLICY =
            Key.named("on-hang-up").example("cancel").means("""
                    what becomes of a call under way when its caller hangs up: read to its end, for nobody, so that its cost is known, or \
                    stopped: [which, and when](providers.md#when-the-caller-hangs-up)""").value(RULE, DEFAULTS.policy());
    private static final MapKey<OnHangUp.Policy> BY_ROUTE = Key.named("on-hang-up-by-route")
            .example("{ support: cancel }")
            .means("the same for calls by a route, by its name, where it is to be otherwise")
            .map("route", RULE);
    private static final DefaultKey<Duration> WITHIN = Key.named("within")
            .example("20s")
            .means("how long it is read on at most; `timeouts` hold as well")
            .value(Rule.DURATION, DEFAULTS.within());
    private static final DefaultKey<Long> BYTES = Key.named("bytes")
            .example("65536")
            .means("how much is read on at most")
            .value(Rule.whole(1, MOST_BYTES), DEFAULTS.bytes());
    private static final DefaultKey<BigDecimal> USD = Key.named("usd")
            .example("0.05")
            .means("a call that was expected to cost more in all is stopped")
            .value(Rule.USD, MOST_USD);
    private static final SectionKey BOUNDS = Key.named("finish").holding(Table.of(WITHIN, BYTES, USD));

    static final List<Key> KEYS = List.of(POLICY, BY_ROUTE, BOUNDS);

    private HangUpKeys() {}

    /** Where a provider says what becomes of calls by a route. */
    static String byRoute(String provider, String route) {
        return Section.child(Section.child(provider, BY_ROUTE.name()), route);
    }

    static OnHangUp read(Section section) {
        OnHangUp.Policy policy = section.get(POLICY);
        Map<String, OnHangUp.Policy> byRoute = section.map(BY_ROUTE);
        boolean finishes = policy == OnHangUp.Policy.FINISH || byRoute.containsValue(OnHangUp.Policy.FINISH);
        if (section.has(BOUNDS) && !finishes) {
            section.error(BOUNDS, "must not be given with on-hang-up: cancel", "both");
        }
        Section bounds = section.sectionOrEmpty(BOUNDS);
        OnHangUp read = new OnHangUp(policy, bounds.get(WITHIN), bounds.get(BYTES), bounds.get(USD), byRoute);
        bounds.end();
        return read;
    }
}
