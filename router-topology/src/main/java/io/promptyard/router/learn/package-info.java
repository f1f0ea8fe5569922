/**
 * Makes routing models out of labelled prompts: reads the rows, weighs features by ridge regression, calibrates. Pure
 * computation on one thread, the same model from the same rows; no Kafka.
 */
@NullMarked
package io.promptyard.router.learn;

import org.jspecify.annotations.NullMarked;
