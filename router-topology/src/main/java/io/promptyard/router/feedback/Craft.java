package io.promptyard.router.feedback;

import io.promptyard.router.classify.PromptClassifier;
import java.util.List;

/** How weights are made of labels, and what is made of weights. Thread-safe; the same rows give the same bytes. */
public interface Craft {

    /** Names what the bytes are. Others are not read. */
    String format();

    /** Learns, from what ships with the router and these rows. May take minutes. */
    byte[] learn(List<LabelRow> rows);

    /**
     * A classifier that applies the weights, and names {@code version} in what it says.
     *
     * @throws IllegalArgumentException when the bytes are no weights of this format
     */
    PromptClassifier load(byte[] weights, String version);
}
