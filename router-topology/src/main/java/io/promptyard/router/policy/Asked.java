package io.promptyard.router.policy;

import java.util.List;

/** What the model name of a prompt means under a configuration. */
sealed interface Asked {

    /** The router is to choose. */
    record Any() implements Asked {}

    /** This target: never another unless the route substitutes. */
    record Exactly(Offer offer) implements Asked {}

    /** A model that several providers have: any of these, the cheapest first. */
    record OneOf(List<Offer> offers) implements Asked {}

    /** Nothing that can be called, and why not. */
    record Nothing(String why) implements Asked {}
}
