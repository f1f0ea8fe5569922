/**
 * A Promptyard process: which roles it plays, on which broker, with which stand-ins; started in order, drained and
 * stopped in reverse.
 */
@NullMarked
package io.promptyard.standalone.runtime;

import org.jspecify.annotations.NullMarked;
