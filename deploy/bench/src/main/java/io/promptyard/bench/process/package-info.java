/**
 * The processes of a run: product, simulator and bare broker each in a JVM of its own, with what the operating system says of them.
 */
@NullMarked
package io.promptyard.bench.process;

import org.jspecify.annotations.NullMarked;
