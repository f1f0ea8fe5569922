package io.promptyard.router.published;

import io.promptyard.router.config.RouterConfig;
import java.util.Map;

/** What this process was started with, and how published sections are read over it. Thread-safe. */
public interface ConfigSource {

    /**
     * The configuration of this process with {@code sections} in the place of its file's, checked as a file is.
     *
     * @throws UnfitConfigException with all problems, when it has any
     */
    RouterConfig with(String sections);

    /** A digest of each section of the file that only a restart changes. */
    Map<String, String> restart();
}
