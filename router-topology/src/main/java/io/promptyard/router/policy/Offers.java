package io.promptyard.router.policy;

import io.promptyard.connector.catalogue.ModelFacts.Kind;
import io.promptyard.connector.catalogue.ModelSpec;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.Target;
import io.promptyard.router.config.RouterConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every target of one kind that a configuration can reach, by target, by name and by plain model id. Immutable. */
final class Offers {
    private final RouterConfig config;
    private final Kind kind;
    private final List<Offer> configured = new ArrayList<>();
    private final Map<Target, Offer> byTarget = new HashMap<>();
    private final Map<String, Offer> byName = new HashMap<>();
    private final Map<String, List<Offer>> byModel = new HashMap<>();

    /** Those that answer prompts. */
    Offers(RouterConfig config) {
        this(config, Kind.CHAT);
    }

    Offers(RouterConfig config, Kind kind) {
        this.config = config;
        this.kind = kind;
        for (ModelSpec spec : config.catalogue().all()) {
            if (spec.facts().kind() != kind) {
                continue;
            }
            Offer offer = draw(spec.target());
            byTarget.put(offer.target(), offer);
            byName.put(offer.name(), offer);
            if (offer.provider() != null) {
                if (spec.facts().auto()) {
                    configured.add(offer);
                }
                byModel.computeIfAbsent(offer.target().model().value(), model -> new ArrayList<>())
                        .add(offer);
            }
        }
    }

    /** Models of configured providers that may be picked without being named, by target. */
    List<Offer> configured() {
        return configured;
    }

    /** Never null: a target that nobody offers is one that the gate closes. */
    Offer of(Target target) {
        Offer offer = byTarget.get(target);
        return offer == null ? draw(target) : offer;
    }

    List<Offer> of(Collection<Target> targets) {
        return targets.stream().distinct().map(this::of).toList();
    }

    /** What a client, or an alias, means by a name. */
    Asked asked(String name) {
        if (name.equals(PromptRequest.AUTO)) {
            return new Asked.Any();
        }
        Target alias = config.aliases().get(name);
        Offer exact = alias == null ? byName.get(name) : of(alias);
        if (exact != null) {
            return exact.provider() == null || exact.spec() == null
                    ? new Asked.Nothing(exact.provider() == null ? "provider not configured" : "not in the catalogue")
                    : new Asked.Exactly(exact);
        }
        List<Offer> plain = byModel.getOrDefault(name, List.of());
        return switch (plain.size()) {
            case 0 -> new Asked.Nothing("no configured provider has it");
            case 1 -> new Asked.Exactly(plain.getFirst());
            default -> new Asked.OneOf(List.copyOf(plain));
        };
    }

    private Offer draw(Target target) {
        return Offer.of(
                target,
                config.providers().get(target.provider()),
                config.catalogue()
                        .find(target)
                        .filter(spec -> spec.facts().kind() == kind)
                        .orElse(null));
    }
}
