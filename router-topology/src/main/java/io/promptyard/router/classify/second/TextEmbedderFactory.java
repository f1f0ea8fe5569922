package io.promptyard.router.classify.second;

import java.util.Optional;
import java.util.ServiceLoader;

/** Opens a {@link TextEmbedder}; found by {@link ServiceLoader}, because the core carries none. */
public interface TextEmbedderFactory {
    /** Loads the model: some hundred milliseconds and tens of megabytes. One per process is enough. */
    TextEmbedder open();

    /** The one on the class path, not opened; empty where the module with it was left out. */
    static Optional<TextEmbedderFactory> find() {
        return ServiceLoader.load(TextEmbedderFactory.class).findFirst();
    }
}
