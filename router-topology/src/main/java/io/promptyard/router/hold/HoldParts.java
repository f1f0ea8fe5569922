package io.promptyard.router.hold;

import io.promptyard.router.Step;
import io.promptyard.router.config.WaitingConfig;
import io.promptyard.router.policy.RouteDecision;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What the tasks of one router share.
 *
 * @param exactlyOnce whether notes are committed with what goes out, or neither is
 * @param decide must not throw
 * @param withdrawn hears of decisions that are not acted upon
 */
public record HoldParts(
        WaitingConfig config,
        String lane,
        boolean exactlyOnce,
        UnaryOperator<Step> decide,
        Consumer<RouteDecision> withdrawn,
        HoldListener listener,
        Clock clock) {}
