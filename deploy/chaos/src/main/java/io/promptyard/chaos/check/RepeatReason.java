package io.promptyard.chaos.check;

/** Why an attempt was called once more, as far as the evidence goes. */
public enum RepeatReason {
    /** The first call had not ended when its process was hit, and no outcome of it is in the log. */
    OPEN("open when its process was hit"),
    /** The provider had ended the first call, and its outcome never reached the log. */
    UNACKNOWLEDGED("ended, its outcome not acknowledged"),
    /** The outcome came into the log after the new owner's fence: the old owner had the call open. */
    OLD_OWNER("open at its old owner on a rebalance"),
    /** Exactly-once: nobody remembered the call, although it must begin only when the note of it is committed. */
    ABORTED("UNEXPLAINED: begun before its note was committed"),
    /** The outcome of the first call stood in the log before the fence of the restart: it had to be honoured. */
    STOOD_BEFORE_FENCE("UNEXPLAINED: its outcome stood before the fence"),
    /** A later attempt although the first outcome of an earlier one was an answer. */
    AFTER_AN_ANSWER("UNEXPLAINED: called after an answer"),
    /** Nothing had happened to the worker or the brokers in between. */
    NO_CAUSE("UNEXPLAINED: nothing had happened in between");

    private final String words;

    RepeatReason(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    public boolean isExplained() {
        return switch (this) {
            case OPEN, UNACKNOWLEDGED, OLD_OWNER -> true;
            case ABORTED, STOOD_BEFORE_FENCE, AFTER_AN_ANSWER, NO_CAUSE -> false;
        };
    }
}
