package io.promptyard.router.classify;

import io.promptyard.model.Classification;

/**
 * What a further tier makes of the first tier's answer, out of the same walk over the text. Must be thread-safe. The scan
 * is of the bounded extract of what the user said last, and only valid during the call: its memory is used again.
 */
@FunctionalInterface
public interface SecondLook {
    Classification classify(Classification first, Structure structure, TextScan asked);
}
