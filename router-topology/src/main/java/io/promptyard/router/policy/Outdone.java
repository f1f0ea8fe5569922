package io.promptyard.router.policy;

import java.util.Locale;

/** Why a permitted target was not the one picked. {@link #word()} is its fixed name in {@code decisions}. */
enum Outdone {
    /** Its predicted quality is below what the route asks for, and another's is not, or is nearer. */
    BELOW_MIN_QUALITY,
    /** Its expected cost is higher, or not known. */
    DEARER,
    /** Its predicted quality is lower. */
    LOWER_QUALITY,
    /** It is later in the order of the route or, all else equal, of names. */
    LATER,
    /** It has a share of the prompts, and not this one. */
    NOT_DRAWN,
    /** By what the strategy ranks by, another is better. */
    OUTSCORED,
    /** It was picked, and another was drawn in its place, to learn how good that is. */
    EXPLORED,
    /** It was picked, and its expected cost is above a ceiling that refuses. */
    OVER_CEILING;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    String word() {
        return word;
    }
}
