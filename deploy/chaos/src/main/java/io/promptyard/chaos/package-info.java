/**
 * Breaks a running product by a seeded plan, under load from both doors, and counts from the topics and the providers' books what that cost: the suite {@code bench chaos}.
 */
@NullMarked
package io.promptyard.chaos;

import org.jspecify.annotations.NullMarked;
