package io.promptyard.router.own;

import io.promptyard.model.Allowance;
import io.promptyard.model.ProviderAttempt.Purpose;
import io.promptyard.model.Target;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The money of this process for calls of the router's own. What it may spend is granted by the keeper of budgets before it is spent, some calls' worth at a
 * time; what is not told to have ended, because the process died, the keeper charges in full. Thread-safe.
 */
public final class Allowances implements AutoCloseable {
    private final Consumer<Allowance> said;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Map<Key, Wallet> wallets = new ConcurrentHashMap<>();

    private record Key(Purpose purpose, String budget, Target target) {}

    /**
     * @param said takes what is to be told to the keeper, in order; must return at once, from any thread
     * @param ids a fresh one, unlike those of any other process, at every call
     */
    public Allowances(Consumer<Allowance> said, InstantSource clock, Supplier<String> ids) {
        this.said = said;
        this.clock = clock;
        this.ids = ids;
    }

    /** @param budget a budget of its own; empty for those of all that is called */
    public Purse of(Purpose purpose, String budget, Target target) {
        return wallets.computeIfAbsent(
                new Key(purpose, budget, target), key -> new Wallet(purpose, budget, target, said, clock, ids));
    }

    /** What the keeper says, to whomever. */
    public void heard(Allowance answer) {
        wallets.values().forEach(each -> each.heard(answer));
    }

    /** To be called once in a second or so. */
    public void tick() {
        wallets.values().forEach(Wallet::tick);
    }

    /** Tells the keeper what was spent. After those who spend are closed. */
    @Override
    public void close() {
        wallets.values().forEach(Wallet::close);
    }
}
