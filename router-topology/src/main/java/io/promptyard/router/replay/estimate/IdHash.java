package io.promptyard.router.replay.estimate;

/** Deals ids evenly, the same ones the same way in every run: all bits depend on all characters, so ids that count up fall apart. */
public final class IdHash {
    private IdHash() {}

    /** {@link String#hashCode}, finished as MurmurHash3 (Appleby, 2011, public domain) finishes its 32 bits. */
    public static int of(String id) {
        int hash = id.hashCode();
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }
}
