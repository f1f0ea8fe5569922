/**
 * What a policy would have been worth, from a log that another policy wrote: off-policy estimates with their intervals. Pure and
 * deterministic; memory grows with groups, targets and tasks, never with prompts.
 */
@NullMarked
package io.promptyard.router.replay.estimate;

import org.jspecify.annotations.NullMarked;
