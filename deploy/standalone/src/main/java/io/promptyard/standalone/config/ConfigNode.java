package io.promptyard.standalone.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of the file as it stands there, before anybody knows what it means. */
sealed interface ConfigNode {

    /** What it is, for a problem's text. */
    String kind();

    /**
     * A value; {@code text} with its {@code ${…}} replaced, {@code shown} as it may be printed: never what came out of
     * the environment.
     */
    record Scalar(String text, String shown) implements ConfigNode {
        @Override
        public String kind() {
            return "a value";
        }
    }

    /** A list. */
    record Sequence(List<ConfigNode> items) implements ConfigNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A map; mutable while the file and what overrides it are laid over each other. */
    record Mapping(Map<String, ConfigNode> entries) implements ConfigNode {
        Mapping() {
            this(new LinkedHashMap<>());
        }

        @Override
        public String kind() {
            return "a map";
        }
    }

    /** Nothing after the colon. */
    record Empty() implements ConfigNode {
        @Override
        public String kind() {
            return "nothing";
        }
    }
}
