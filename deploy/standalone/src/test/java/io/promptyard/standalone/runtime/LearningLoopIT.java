package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.cli.CliRun;
import io.promptyard.standalone.experiments.ReportJson;
import io.promptyard.standalone.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A classifier learnt from the first days of a week of traffic, tried on the days after, as docs/reference/learning.md says. */
class LearningLoopIT {
    private static final Path CURRENT = Repository.ROOT.resolve("deploy/config/replay/current.yaml");

    @TempDir
    private Path directory;

    @Test
    void shouldSayWhatAClassifierLearntFromTheLogMovesWhenItIsReplayedOnTheDaysAfter() throws IOException {
        // Given
        String current = Files.readString(CURRENT);
        Path model = directory.resolve("own.model");
        Path candidate = Files.writeString(
                directory.resolve("candidate.yaml"), current + "\nclassifier: { model: \"" + model + "\" }\n");
        try (TestYard yard = TestYard.following(current)) {
            on(yard, "demo", "week", "--config=" + CURRENT);
            // When
            CliRun trained = on(yard, "train", "--log", "--prefix=promptyard.lastweek.", "--to=2d", "--out=" + model);
            CliRun all = on(
                    yard, "train", "--log", "--prefix=promptyard.lastweek.", "--out=" + directory.resolve("all.model"));
            ReplayReport same = replayed(yard, CURRENT, "--from=2d");
            ReplayReport own = replayed(yard, candidate, "--from=2d");
            ReplayReport known = replayed(yard, candidate, "--to=2d");
            // Then
            assertThat(learnt(trained)).isBetween(200, learnt(all) - 50);
            assertThat(same.counts().unchanged())
                    .isEqualTo(same.counts().decided())
                    .isEqualTo(own.counts().decided())
                    .isGreaterThan(150);
            assertThat(own.reclassified()).isTrue();
            assertThat(own.counts().moved()).isPositive();
            assertThat(own.total().recorded().expectedCostUsd())
                    .isEqualByComparingTo(same.total().recorded().expectedCostUsd());
            assertThat(own.total().candidate().expectedCostUsd())
                    .isNotEqualByComparingTo(own.total().recorded().expectedCostUsd());
            assertThat(Objects.requireNonNull(own.total().qualityDifference()).observed())
                    .isPositive();
            assertThat(own.total().candidate().quality()).isNotNull();
            assertThat(trained.out()).containsPattern("learnt from \\d+ prompts asked from \\S+Z to \\S+Z");
            assertThat(own.notes()).noneMatch(note -> note.contains("was learnt from"));
            assertThat(known.notes())
                    .anyMatch(note -> note.contains("asked within the time that the classifier was learnt from"));
        }
    }

    private static ReplayReport replayed(TestYard yard, Path config, String stretch) throws IOException {
        return ReportJson.read(on(
                        yard,
                        "replay",
                        "--dry",
                        "--reclassify",
                        "--lane=lastweek",
                        stretch,
                        "--config=" + config,
                        "--no-save",
                        "--json")
                .out());
    }

    private static int learnt(CliRun train) {
        return Integer.parseInt(train.err().replaceAll("(?s).*learning from (\\d+) prompts.*", "$1"));
    }

    private static CliRun on(TestYard yard, String... words) {
        String[] all = Stream.concat(
                        Stream.of(words),
                        List.of(
                                "--bootstrap=" + yard.promptyard.bootstrapServers(),
                                "--registry=" + yard.promptyard.registryUrl())
                                .stream())
                .toArray(String[]::new);
        CliRun run = CliRun.of(all);
        assertThat(run.code())
                .as(String.join(" ", words) + "\n" + run.out() + run.err())
                .isZero();
        return run;
    }
}
