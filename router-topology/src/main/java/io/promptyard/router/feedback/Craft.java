package io.promptyard.router.feedback;

import io.promptyard.router.classify.PromptClassifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How weights are made of labels, and what is made of weights. Thread-safe; the same rows and start give the same bytes. */
public interface Craft {

    /** Names what the bytes are. Others are not read. */
    String format();

    /**
     * Learns, from what ships with the router and these rows. May take minutes.
     *
     * @param from weights of most of the same rows, where there are any: a start nearer to the end, and no more than that
     * @throws IllegalArgumentException when {@code from} is no weights of this format
     */
    byte[] learn(List<LabelRow> rows, byte @Nullable [] from);

    /** The same from nothing. */
    default byte[] learn(List<LabelRow> rows) {
        return learn(rows, null);
    }

    /**
     * A classifier that applies the weights, and names {@code version} in what it says.
     *
     * @throws IllegalArgumentException when the bytes are no weights of this format
     */
    PromptClassifier load(byte[] weights, String version);
}
