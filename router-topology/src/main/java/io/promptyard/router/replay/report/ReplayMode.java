package io.promptyard.router.replay.report;

/** How prompts met the candidate. */
public enum ReplayMode {
    /** Decided again; nobody was called. */
    DRY,
    /** A sample was sent, on topics of its own. */
    LIVE
}
