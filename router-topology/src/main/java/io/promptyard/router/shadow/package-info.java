/**
 * Shadows: copies of prompts that another target answers, for nobody who waits. They go their own way, in this process and on threads of
 * their own, and no record of the prompt depends on them (docs/adr/0027-calls-of-our-own.md).
 */
@NullMarked
package io.promptyard.router.shadow;

import org.jspecify.annotations.NullMarked;
