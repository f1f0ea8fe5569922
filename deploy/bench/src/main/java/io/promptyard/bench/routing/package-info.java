/**
 * How well routing by prediction works on prompts whose outcomes are known, beside simpler ways that are trained in the same
 * run: what the models of {@code router.learn} are measured by.
 */
@NullMarked
package io.promptyard.bench.routing;

import org.jspecify.annotations.NullMarked;
