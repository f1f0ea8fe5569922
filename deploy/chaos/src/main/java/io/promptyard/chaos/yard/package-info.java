/**
 * The processes of a run and the wires between them, each of which can be broken and mended.
 */
@NullMarked
package io.promptyard.chaos.yard;

import org.jspecify.annotations.NullMarked;
