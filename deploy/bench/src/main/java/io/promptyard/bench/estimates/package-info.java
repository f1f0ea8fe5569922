/** How well estimates of a policy's value, and proofs of equivalence, hold where every outcome is known. */
@NullMarked
package io.promptyard.bench.estimates;

import org.jspecify.annotations.NullMarked;
