package io.promptyard.bench.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long and how hard to measure; everything is bounded, so that no run lasts longer than its numbers say.
 *
 * @param seconds of one measurement
 * @param warmUp seconds of load on each path before anything is measured
 * @param repeats of each measurement; the median is reported
 * @param rates calls per second of the open loops
 * @param concurrency width of the closed loops
 * @param prompts of one burst by topic
 * @param calls held open at once
 * @param hold seconds that each of those takes
 * @param gigabytes of state to restore
 * @param profile where a flight recording of the product goes, null for none
 */
public record BenchSettings(
        double seconds,
        double warmUp,
        int repeats,
        List<Integer> rates,
        List<Integer> streamRates,
        int concurrency,
        int prompts,
        int calls,
        int hold,
        int providerMillis,
        double gigabytes,
        @Nullable Path profile) {
    private static final double LONGEST = 3_600;
    private static final double MOST_GIGABYTES = 64;
    private static final int MOST = 1_000_000;

    public BenchSettings {
        rates = List.copyOf(rates);
        streamRates = List.copyOf(streamRates);
        if (!(seconds > 0 && seconds <= LONGEST && warmUp >= 0 && warmUp <= LONGEST)) {
            throw new IllegalArgumentException(
                    "--seconds, --warm-up: must be up to an hour (got " + seconds + ", " + warmUp + ")");
        }
        bounded("--repeats", repeats, 1);
        rates.forEach(rate -> bounded("--rates", rate, 1));
        streamRates.forEach(rate -> bounded("--stream-rates", rate, 1));
        bounded("--concurrency", concurrency, 1);
        bounded("--prompts", prompts, 1);
        bounded("--calls", calls, 1);
        bounded("--hold", hold, 1);
        bounded("--provider-millis", providerMillis, 0);
        if (!(gigabytes > 0 && gigabytes <= MOST_GIGABYTES)) {
            throw new IllegalArgumentException(
                    "--gigabytes: must be above 0 and at most " + MOST_GIGABYTES + " (got " + gigabytes + ")");
        }
    }

    private static void bounded(String name, int value, int least) {
        if (value < least || value > MOST) {
            throw new IllegalArgumentException(
                    name + ": must be from " + least + " to " + MOST + " (got " + value + ")");
        }
    }

    Duration measured() {
        return Duration.ofMillis(Math.round(seconds * 1e3));
    }

    Duration warm() {
        return Duration.ofMillis(Math.round(warmUp * 1e3));
    }

    /** Options of the product's JVM. */
    List<String> options() {
        return profile == null
                ? List.of()
                : List.of("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                        + profile.toAbsolutePath());
    }
}
