/**
 * Experiments with routing policies: the registry that keeps what came of them, their reports as JSON, as tables, as a page that
 * needs nothing else, and the promotion of a candidate.
 */
@NullMarked
package io.promptyard.standalone.experiments;

import org.jspecify.annotations.NullMarked;
