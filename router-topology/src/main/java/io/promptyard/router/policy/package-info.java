/** Classified prompt to where it goes: pure functions, no Kafka, no Vert.x. */
@NullMarked
package io.promptyard.router.policy;

import org.jspecify.annotations.NullMarked;
