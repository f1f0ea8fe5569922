/**
 * Learning from the log: joins what was asked and who answered with how good that was, learns on a thread of its own, and
 * publishes weights that every router follows. A graph and an application of its own; docs/reference/learning.md.
 */
@NullMarked
package io.promptyard.router.feedback;

import org.jspecify.annotations.NullMarked;
