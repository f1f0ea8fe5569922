package io.promptyard.router.policy;

import org.jspecify.annotations.Nullable;

/**
 * Open calls, over all processes, and those that this one let go and that wait for a worker, against what one process may have open
 * at the provider.
 */
enum BusyRanking implements Ranking {
    INSTANCE;

    private static final double SLACK = 0.02;

    @Override
    public @Nullable Double of(Assessed each, Terms terms) {
        return load(each);
    }

    static double load(Assessed each) {
        int most = each.offer().provider() == null ? 1 : each.offer().provider().maxConcurrency();
        return each.state() == null ? 0 : (double) each.state().open() / most;
    }

    /** By how much a call takes longer at a busy target: those ahead of it are answered so many at a time. */
    static double stretch(Assessed each) {
        return 1 + load(each);
    }

    @Override
    public double slack(double least) {
        return SLACK;
    }

    @Override
    public String say(double figure) {
        return "load " + ConstraintGate.figure(figure);
    }
}
