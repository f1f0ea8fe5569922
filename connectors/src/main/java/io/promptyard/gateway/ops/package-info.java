/** Health, readiness and metrics: what the gateway measures, and the management port that shows it. */
@NullMarked
package io.promptyard.gateway.ops;

import org.jspecify.annotations.NullMarked;
