package io.promptyard.router.judge;

import io.promptyard.model.ClassifiedPrompt;
import java.time.Instant;

/**
 * A note of the store: a prompt that waits for the judge, whole, or one that has gone on, without its body, with the classification that
 * it went on with.
 *
 * @param since when the note was made
 */
record Doubt(boolean gone, Instant since, ClassifiedPrompt prompt) {}
