/**
 * What fuzz targets share, in every module's tests: the corpus, what an input may cost, and the two ways to run a
 * target. Start at {@link io.promptyard.fuzz.FuzzTarget}. No part of the product.
 */
@NullMarked
package io.promptyard.fuzz;

import org.jspecify.annotations.NullMarked;
