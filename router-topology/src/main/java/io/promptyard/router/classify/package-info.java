/** Prompt to kind of prompt: pure functions, no Kafka, no Vert.x. */
@NullMarked
package io.promptyard.router.classify;

import org.jspecify.annotations.NullMarked;
