package io.promptyard.chaos;

import io.promptyard.chaos.ChaosRun.Ended;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Many runs, one after another. One that could not be brought to its end is no reason to leave out the others. */
final class ChaosCampaign {
    /**
     * A run of the campaign.
     *
     * @param ended what it found; empty when it could not be brought to its end
     * @param trouble why it could not be; empty when it was
     */
    record Ran(ChaosSettings settings, Optional<Ended> ended, Duration took, String trouble) {
        boolean kept() {
            return ended.filter(end -> end.findings().kept()).isPresent();
        }

        @Override
        public String toString() {
            String what = "seed " + settings.schedule().seed() + ", "
                    + settings.schedule().topology().label() + ", " + ChaosReport.delivery(settings) + ": ";
            return what
                    + ended.map(Ended::findings)
                            .map(found -> String.format(
                                    Locale.ROOT,
                                    "%d faults, %d kills, %d accepted, lost %d, duplicates %d, repeated %d %s",
                                    found.blows(),
                                    found.kills(),
                                    found.accepted(),
                                    found.lost(),
                                    found.duplicates(),
                                    found.repeats(),
                                    found.repeated().entrySet().stream()
                                            .map(repeat -> repeat.getKey().words() + " " + repeat.getValue())
                                            .sorted()
                                            .collect(Collectors.joining(", ", "(", ")"))))
                            .orElse(trouble)
                    + (kept() ? ": kept" : ": BROKEN") + " after " + took.toSeconds() + " s";
        }
    }

    private final Function<ChaosSettings, Ended> runner;
    private final LongSupplier nanos;
    private final Consumer<String> progress;

    /** @param nanos a clock that only goes forward */
    ChaosCampaign(Function<ChaosSettings, Ended> runner, LongSupplier nanos, Consumer<String> progress) {
        this.runner = runner;
        this.nanos = nanos;
        this.progress = progress;
    }

    /** Says a line of each run as it ends. */
    List<Ran> run(List<ChaosSettings> runs) {
        List<Ran> all = new ArrayList<>();
        for (ChaosSettings settings : runs) {
            Ran ran = one(settings);
            progress.accept(ran.toString());
            ran.ended().ifPresent(ended -> ended.findings().examples().forEach(progress));
            all.add(ran);
        }
        return List.copyOf(all);
    }

    private Ran one(ChaosSettings settings) {
        long from = nanos.getAsLong();
        try {
            Ended ended = runner.apply(settings);
            return new Ran(settings, Optional.of(ended), since(from), "");
        } catch (RuntimeException e) {
            return new Ran(settings, Optional.empty(), since(from), e.toString());
        }
    }

    private Duration since(long from) {
        return Duration.ofNanos(nanos.getAsLong() - from);
    }

    /** Every seed in every delivery. */
    static List<ChaosSettings> plan(
            SeedRange seeds, List<Boolean> deliveries, BiFunction<Long, Boolean, ChaosSettings> settings) {
        return seeds.stream()
                .boxed()
                .flatMap(seed -> deliveries.stream().map(exactlyOnce -> settings.apply(seed, exactlyOnce)))
                .toList();
    }
}
