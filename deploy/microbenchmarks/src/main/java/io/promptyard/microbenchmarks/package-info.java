/** JMH benchmarks of what happens once for every prompt, each beside a baseline over the same text. Not part of the product. */
@NullMarked
package io.promptyard.microbenchmarks;

import org.jspecify.annotations.NullMarked;
