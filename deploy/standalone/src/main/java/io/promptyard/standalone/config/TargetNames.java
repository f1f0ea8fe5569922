package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import io.promptyard.standalone.config.keys.Key;
import io.promptyard.standalone.config.keys.MapKey;
import io.promptyard.standalone.config.keys.Rule;
import java.util.Map;
import java.util.Optional;

/** What may stand where a target is wanted: an alias, or {@code provider/model}. */
record TargetNames(Map<String, Target> aliases) {
    static final Rule<Target> TARGET = Rule.of("`provider/model`", TargetNames::parse, Target::toString);

    /** Its own parser knows no aliases: {@link #resolve} does. */
    static final Rule<Target> TARGET_OR_ALIAS =
            Rule.of("`provider/model` or an alias", TargetNames::parse, Target::toString);

    static final MapKey<Target> ALIASES = Key.named("aliases")
            .example("{ smart: openai/gpt-4o }")
            .means(
                    "a name that a client may ask for, and that strategies and groups may use; not `auto`, nor the name of a model")
            .map("name", TARGET);

    static TargetNames read(Section top) {
        return new TargetNames(top.map(ALIASES));
    }

    static Optional<Target> parse(String text) {
        try {
            return Optional.of(Target.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Optional<Target> resolve(String text) {
        Target alias = aliases.get(text);
        return alias == null ? parse(text) : Optional.of(alias);
    }
}
