package io.promptyard.router.policy;

import java.util.Locale;

/**
 * Why a target was passed over, in the order of the checks: a target carries the first that applies. {@link #word()} is
 * its fixed name in {@code decisions}.
 */
enum Reason {
    /** It already failed for this prompt. */
    TRIED,
    /** Its provider failed in a way that holds for all its models. */
    PROVIDER_FAILED,
    /** The fallback group is not verified on the task. */
    UNVERIFIED,
    /** The stand-in was verified on the task, and that evidence has expired. */
    EXPIRED,
    /** Its provider is not configured. */
    PROVIDER,
    /** The catalogue does not hold it. */
    CATALOGUE,
    /** Its provider is not among those that the prompt or its route allows. */
    PROVIDER_NOT_ALLOWED,
    /** Its provider is among those that the prompt or its route denies. */
    PROVIDER_DENIED,
    /** It may process outside the regions permitted, or where is not known. */
    REGION,
    /** It may keep prompts. */
    RETENTION,
    /** Its provider is not known to be one that data of the prompt's class may be given to. */
    DATA_CLASS,
    /** It cannot do what the prompt needs, or nobody knows what is needed. */
    CAPABILITY,
    /** Prompt and answer do not fit its context window. */
    WINDOW,
    /** It cannot give as many output tokens as asked for. */
    MAX_OUTPUT,
    /** Its predicted quality is below the prompt's own bound. */
    QUALITY,
    /** Its expected cost is above the ceiling, or not known. */
    PRICE,
    /** All else permits it, and its circuit is open: it failed too often lately. */
    CIRCUIT_OPEN,
    /** All else permits it, and it is not expected to take calls yet: a rate limit, or keys that are used up or refused. */
    COOLING;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    String word() {
        return word;
    }
}
