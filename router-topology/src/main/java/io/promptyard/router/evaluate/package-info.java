/**
 * How good predictions are, in figures that others publish too: what a router between two models recovers of the better
 * one's lead, how well probabilities are calibrated, how often labels are right. Pure functions; chance is seeded.
 */
@NullMarked
package io.promptyard.router.evaluate;

import org.jspecify.annotations.NullMarked;
