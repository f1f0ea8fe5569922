package io.promptyard.router.worker;

import java.util.HashMap;
import java.util.Map;

/**
 * Places that tenants share: a tenant may have no more of them than are left free, so one tenant alone gets a half, two
 * get a third each, and one that comes new finds room. Not thread-safe.
 */
final class Shares {
    private final int capacity;
    private final Map<String, Integer> taken = new HashMap<>();
    private int total;

    Shares(int capacity) {
        this.capacity = capacity;
    }

    /** How many more this tenant may take now. */
    int room(String tenant) {
        int free = capacity - total;
        int most = (free - of(tenant) + 1) / 2;
        return Math.max(0, most);
    }

    /** Takes one, whatever the room: what is there already is not refused. */
    void take(String tenant) {
        taken.merge(tenant, 1, Integer::sum);
        total++;
    }

    void giveBack(String tenant) {
        taken.computeIfPresent(tenant, (name, count) -> count == 1 ? null : count - 1);
        total--;
    }

    int of(String tenant) {
        return taken.getOrDefault(tenant, 0);
    }

    int total() {
        return total;
    }

    int capacity() {
        return capacity;
    }
}
