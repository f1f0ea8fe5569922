package io.promptyard.router.budget;

/**
 * Of what is asked for once. The same id may be asked in two lanes, and is two prompts then.
 *
 * @param lane empty for the default one, whose keys are what they were before others had their own, and for calls of the router's own
 * @param attempt the first of the dispatch
 */
record HoldKey(String lane, String id, int attempt) {

    static HoldKey of(String id, int attempt) {
        return new HoldKey("", id, attempt);
    }

    /** An id may hold any sign, a lane's name neither slash nor at: what comes behind the last slash tells them apart. */
    String text() {
        return id + "/" + attempt + (lane.isEmpty() ? "" : "@" + lane);
    }
}
