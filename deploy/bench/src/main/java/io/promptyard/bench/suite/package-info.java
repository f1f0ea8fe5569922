/**
 * The benchmarks themselves.
 */
@NullMarked
package io.promptyard.bench.suite;

import org.jspecify.annotations.NullMarked;
