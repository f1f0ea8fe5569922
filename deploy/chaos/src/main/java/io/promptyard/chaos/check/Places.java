package io.promptyard.chaos.check;

import io.promptyard.model.Constraints;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the providers of a run keep and process what they are sent; written down here once more, so that the product's
 * own reading of its configuration is not what it is judged by.
 */
public record Places(Map<String, List<String>> regions, Set<String> keepNothing) {
    public Places {
        regions = Map.copyOf(regions);
        keepNothing = Set.copyOf(keepNothing);
    }

    /** {@code eu} in the EU, keeping nothing; {@code us} in the US. */
    public static Places standard() {
        return new Places(Map.of("eu", List.of("eu"), "us", List.of("us")), Set.of("eu"));
    }

    boolean permits(Constraints wanted, String provider) {
        boolean region = wanted.regions().isEmpty()
                || wanted.regions().containsAll(regions.getOrDefault(provider, List.of("nowhere")));
        return region && (!wanted.zeroRetention() || keepNothing.contains(provider));
    }
}
