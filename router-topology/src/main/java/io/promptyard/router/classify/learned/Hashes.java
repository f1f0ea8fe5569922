package io.promptyard.router.classify.learned;

/**
 * Sixty-four bit hashes of pieces of text: FNV-1a (Fowler, Noll, Vo) over UTF-16 units, then the finaliser of
 * MurmurHash3 (Appleby), because FNV's high bits are poor on short input. Stable for good: they stand in model files.
 */
final class Hashes {
    static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final long PAIR = 31;
    private static final long WORDS = 0x9e3779b97f4a7c15L;
    private static final long PAIRS = 0xc2b2ae3d27d4eb4fL;

    private Hashes() {}

    static long add(long hash, int unit) {
        return (hash ^ unit) * PRIME;
    }

    static long finish(long hash) {
        long mixed = hash;
        mixed ^= mixed >>> 33;
        mixed *= 0xff51afd7ed558ccdL;
        mixed ^= mixed >>> 33;
        mixed *= 0xc4ceb9fe1a85ec53L;
        mixed ^= mixed >>> 33;
        return mixed;
    }

    /** A finished word in a field: the same word elsewhere is another feature. Never 0, which stands for no feature. */
    static long word(int field, long word) {
        return some(finish(word ^ (field * WORDS)));
    }

    /** Two finished words in their order, in the field of the second. */
    static long pair(int field, long first, long second) {
        return some(finish((first * PAIR + second) ^ (field * PAIRS)));
    }

    private static long some(long hash) {
        return hash == 0 ? 1 : hash;
    }

    /** The unfinished hash of a word. */
    static long plain(String word) {
        long hash = START;
        for (int at = 0; at < word.length(); at++) {
            hash = add(hash, word.charAt(at));
        }
        return hash;
    }
}
