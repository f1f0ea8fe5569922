package io.promptyard.router.classify.learned;

import java.util.List;
import java.util.Optional;

/** The model that ships with the router. */
public final class DefaultModel {
    private static final String RESOURCE = "default.model";

    private DefaultModel() {}

    /** Empty where this build has none. Throws {@link UnreadableModelException} where it is damaged. */
    public static Optional<RoutingModel> find() {
        return Resources.bytes(RESOURCE).map(RoutingModel::read);
    }

    /** Prompts such as people send, by which a classifier is warmed up: no part of any benchmark. */
    public static List<String> usualPrompts() {
        return Usual.parse(Resources.lines("usual.tsv")).stream()
                .map(Usual.Example::text)
                .toList();
    }
}
