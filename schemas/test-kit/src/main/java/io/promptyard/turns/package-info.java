/**
 * Tests that take long and go by turns: each day some of them, within a few days all. What is not of today is not found at
 * all, and so counts as nothing. {@code -Dpromptyard.turns=all} runs all; so does naming tests with {@code -Dtest} or
 * {@code -Dit.test}. Start at {@link io.promptyard.turns.Turns}.
 */
@NullMarked
package io.promptyard.turns;

import org.jspecify.annotations.NullMarked;
