/** A week of recorded traffic, made of real prompts of which it is known how well several models answered: to try replays on. */
@NullMarked
package io.promptyard.standalone.week;

import org.jspecify.annotations.NullMarked;
