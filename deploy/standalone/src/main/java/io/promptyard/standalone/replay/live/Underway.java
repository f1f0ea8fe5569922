package io.promptyard.standalone.replay.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The run that is under way, where there is one, for whoever wants it stopped: also before it has begun. Thread-safe. */
final class Underway {
    private volatile @Nullable LiveRun<?> running;
    private volatile boolean stopped;

    void stop() {
        stopped = true;
        LiveRun<?> run = running;
        if (run != null) {
            run.stop();
        }
    }

    /** @see LiveRun#run */
    <C> List<C> run(LiveRun<C> run, int concurrency) throws InterruptedException {
        running = run;
        if (stopped) {
            run.stop();
        }
        return run.run(concurrency);
    }
}
