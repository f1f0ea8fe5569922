/** Whether one target may stand in for another: sequential tests on pairs of scores of the same prompts. Pure and deterministic. */
@NullMarked
package io.promptyard.router.replay.equivalence;

import org.jspecify.annotations.NullMarked;
