/** Closed sets of results: how a call ended, how a prompt ended, and what kinds of failure there are. */
@NullMarked
package io.promptyard.model.outcome;

import org.jspecify.annotations.NullMarked;
