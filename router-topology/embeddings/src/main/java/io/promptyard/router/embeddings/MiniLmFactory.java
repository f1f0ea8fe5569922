package io.promptyard.router.embeddings;

import io.promptyard.router.classify.second.TextEmbedder;
import io.promptyard.router.classify.second.TextEmbedderFactory;

/** Opens the model that lies on the class path. */
public final class MiniLmFactory implements TextEmbedderFactory {
    @Override
    public TextEmbedder open() {
        return MiniLm.open();
    }
}
