/** Whether targets and keys are fit to be used, as this process sees it: circuits, cooldowns, what is left of rate limits. */
@NullMarked
package io.promptyard.connector.health;

import org.jspecify.annotations.NullMarked;
