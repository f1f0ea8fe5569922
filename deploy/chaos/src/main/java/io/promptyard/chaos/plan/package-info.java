/**
 * What goes wrong and when: a list that follows from a seed and the length of the run alone.
 */
@NullMarked
package io.promptyard.chaos.plan;

import org.jspecify.annotations.NullMarked;
