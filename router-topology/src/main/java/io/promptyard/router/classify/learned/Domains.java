package io.promptyard.router.classify.learned;

import java.util.List;

/** The subjects that a prompt can be about, in the order in which models count them. */
public final class Domains {
    public static final List<String> LABELS = List.of(
            "biology",
            "business",
            "chemistry",
            "computer science",
            "economics",
            "engineering",
            "health",
            "history",
            "law",
            "math",
            "other",
            "philosophy",
            "physics",
            "psychology");

    private Domains() {}
}
