package io.promptyard.router.classify.learned;

/**
 * Sixty-four bit hashes of pieces of text: FNV-1a (Fowler, Noll, Vo) over UTF-16 units, then the finaliser of
 * MurmurHash3 (Appleby), because FNV's high bits are poor on short input. Stable for good: they stand in model files.
 */
final class Hashes {
    static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final long PAIR = 31;

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

    /** Two words in their order. */
    static long pair(long first, long second) {
        return finish(first * PAIR + second);
    }

    /** The same word elsewhere is another feature. Never 0, which stands for no feature. */
    static long in(int field, long hash) {
        long placed = finish(hash + field);
        return placed == 0 ? 1 : placed;
    }

    static long word(String word) {
        long hash = START;
        for (int at = 0; at < word.length(); at++) {
            hash = add(hash, word.charAt(at));
        }
        return finish(hash);
    }
}
