package io.promptyard.router.replay.report;

/**
 * How many prompts a replay met.
 *
 * @param decided by the candidate: all others of this record but the last three are parts of it
 * @param unchanged same target on the same route, or refused by both
 * @param moved to another target or route
 * @param newlyRefused that had a target and would have none
 * @param newlyServed that had none and would have one
 * @param filtered that the filter left out
 * @param withoutPrompt decisions whose prompt is not in the log any more
 * @param unreadable records that could not be read
 */
public record ReplayCounts(
        long decided,
        long unchanged,
        long moved,
        long newlyRefused,
        long newlyServed,
        long filtered,
        long withoutPrompt,
        long unreadable) {}
