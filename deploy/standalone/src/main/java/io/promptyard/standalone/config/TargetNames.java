package io.promptyard.standalone.config;

import io.promptyard.model.Target;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What may stand where a target is wanted: an alias, or {@code provider/model}. */
record TargetNames(Map<String, Target> aliases) {
    static final String RULE = "must be provider/model";
    static final String RULE_OR_ALIAS = "must be provider/model or an alias";

    static TargetNames read(Section top) {
        Map<String, Target> aliases = new LinkedHashMap<>();
        top.section("aliases")
                .ifPresent(section -> section.keys()
                        .forEach(name -> section.value(name, RULE, TargetNames::parse)
                                .ifPresent(target -> aliases.put(name, target))));
        return new TargetNames(aliases);
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
