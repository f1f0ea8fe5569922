/** Which recorded prompts a live replay sends: drawn in proportion to what is alike, the same ones for the same seed. Pure. */
@NullMarked
package io.promptyard.router.replay.sample;

import org.jspecify.annotations.NullMarked;
