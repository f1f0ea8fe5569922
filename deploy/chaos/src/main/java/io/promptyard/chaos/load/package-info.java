/**
 * Prompts by topic and by HTTP, and what their senders were told.
 */
@NullMarked
package io.promptyard.chaos.load;

import org.jspecify.annotations.NullMarked;
