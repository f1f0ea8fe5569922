package io.promptyard.simulator;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many calls each request id has made to each model, so that a fault can strike "the first two calls". Bounded: it keeps two
 * generations of half the capacity and forgets the older one, so an id that comes back at once is never forgotten. Thread-safe.
 */
final class CallCounts {

    private record Generations(
            ConcurrentHashMap<Long, AtomicInteger> young, ConcurrentHashMap<Long, AtomicInteger> old) {}

    private final int half;
    private volatile Generations generations = new Generations(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    // An estimate is enough: size() of the map itself would sum its cells on each call.
    private final AtomicInteger entered = new AtomicInteger();

    CallCounts(int capacity) {
        this.half = Math.max(1, capacity / 2);
    }

    /** The number of this call, from 1. */
    int next(long key) {
        var now = generations;
        var count = now.young.get(key);
        if (count == null) {
            count = now.young.computeIfAbsent(key, it -> now.old.getOrDefault(it, new AtomicInteger()));
            if (entered.incrementAndGet() >= half && entered.getAndSet(0) >= half) {
                generations = new Generations(new ConcurrentHashMap<>(), now.young);
            }
        }
        return count.incrementAndGet();
    }
}
