package io.promptyard.router.classify;

/**
 * The hash by which tables of words are kept: FNV-1a over UTF-16 units, then spread over all 64 bits, so that any of them
 * make an index. Equal terms have equal hashes, in every process and for good: files may hold them.
 *
 * <p>It resists no adversary: who wants to can make two terms of one hash, so nothing may follow from it but a weight.
 */
public final class TermHash {
    static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private TermHash() {}

    /** Of a term as it is written: {@link TextScan} hashes terms in lower case. */
    public static long of(CharSequence term) {
        long hash = BASIS;
        for (int at = 0; at < term.length(); at++) {
            hash = step(hash, term.charAt(at));
        }
        return spread(hash);
    }

    /** Of one term followed by another, out of their hashes; the order counts. */
    public static long pair(long first, long second) {
        return spread(first * PRIME + second);
    }

    static long of(char term) {
        return spread(step(BASIS, term));
    }

    /** {@link #BASIS} and then a step for each unit, {@link #spread} at the end. */
    static long step(long hash, int unit) {
        return (hash ^ unit) * PRIME;
    }

    static long spread(long hash) {
        long mixed = (hash ^ hash >>> 32) * SPREAD;
        return mixed ^ mixed >>> 29;
    }
}
