package io.promptyard.router.hold;

/** Hears what becomes of prompts that wait. Called on stream threads; must return at once. */
public interface HoldListener {

    /** How one ended to wait. */
    enum Went {
        OUT,
        /** Its deadline passed. */
        EXPIRED,
        REFUSED
    }

    /** So many more wait, or fewer. */
    void waiting(int more);

    void went(Went how, long waitedMillis);
}
