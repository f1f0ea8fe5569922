package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.router.replay.report.LiveFigures;
import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.cli.CliRun;
import io.promptyard.standalone.experiments.ReportJson;
import io.promptyard.standalone.house.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what docs/tutorial-replay.md says, command by command, on a running system. */
class ReplayTutorialIT {
    private static final Path PAGE = Repository.ROOT.resolve("docs/tutorial-replay.md");
    private static final Pattern COMMAND = Pattern.compile("^\\$ \\./promptyard (.*)$", Pattern.MULTILINE);
    private static final Pattern SAVED = Pattern.compile("saved: experiment (\\S+)");

    @TempDir
    private Path directory;

    /** What each command printed, by its first two words. */
    private final Map<String, CliRun> done = new TreeMap<>();

    @Test
    void shouldFindAndPromoteTheCheaperPolicyWhenTheTutorialIsFollowed() throws IOException {
        // Given
        String current = Files.readString(Repository.ROOT.resolve("deploy/config/replay/current.yaml"));
        List<String> commands = commands();
        assertThat(commands.getFirst()).startsWith("up ");
        try (TestYard yard = TestYard.following(current)) {
            // When
            for (String command : commands.subList(1, commands.size())) {
                run(command, yard);
            }
            // Then
            ReplayReport dry = ReportJson.read(json(yard, "cheaper"));
            assertThat(dry.counts().decided()).isEqualTo(963);
            assertThat(dry.counts().moved()).isGreaterThan(300);
            assertThat(dry.total().candidate().expectedCostUsd())
                    .isLessThan(dry.total().recorded().expectedCostUsd());
            assertThat(dry.total().qualityDifference()).isNotNull();
            LiveFigures live = ReportJson.read(json(yard, "cheaper-live")).live();
            assertThat(live).isNotNull();
            assertThat(live.answered()).isEqualTo(live.sampled()).isGreaterThan(80);
            assertThat(live.spentUsd()).isPositive().isLessThan(live.maxUsd());
            assertThat(live.scorers().getFirst().failed()).isZero();
            assertThat(directory.resolve("report.html")).content().contains("<svg");
            assertThat(done.get("experiments promote").out()).contains("published");
            assertThat(done.get("config show").out()).contains("canary").contains("cheapest-capable");
        }
    }

    private void run(String command, TestYard yard) {
        List<String> words = new ArrayList<>();
        for (String word : command.split(" ")) {
            if (word.startsWith("deploy/config/")) {
                words.add(Repository.ROOT.resolve(word).toString());
            } else if (word.endsWith(".html") || word.endsWith(".jsonl")) {
                words.add(directory.resolve(word).toString());
            } else if (word.startsWith("exp-")) {
                words.add(saved("replay --live"));
            } else {
                words.add(word);
            }
        }
        if (command.startsWith("replay --live")) {
            words.addAll(List.of("--data-dir", directory.resolve("live").toString()));
        }
        CliRun run = on(yard, words);
        assertThat(run.code()).as(command + "\n" + run.out() + run.err()).isZero();
        done.put(words.get(0) + " " + words.get(1), run);
    }

    private static CliRun on(TestYard yard, List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(
                "--bootstrap", yard.promptyard.bootstrapServers(), "--registry", yard.promptyard.registryUrl()));
        return CliRun.of(all.toArray(String[]::new));
    }

    private String saved(String command) {
        Matcher saved = SAVED.matcher(done.get(command).err());
        assertThat(saved.find()).as(done.get(command).err()).isTrue();
        return saved.group(1);
    }

    /** The kept report of the replay with that name, as JSON. */
    private String json(TestYard yard, String name) throws IOException {
        String id = saved(name.endsWith("live") ? "replay --live" : "replay --dry");
        CliRun shown = on(yard, List.of("experiments", "show", id, "--json"));
        JsonNode record = new JsonMapper().readTree(shown.out());
        assertThat(record.path("name").asText()).isEqualTo(name);
        return record.path("report").toString();
    }

    private static List<String> commands() throws IOException {
        String page = Files.readString(PAGE).replace("\\\n", " ");
        List<String> commands = new ArrayList<>();
        Matcher matcher = COMMAND.matcher(page);
        while (matcher.find()) {
            commands.add(matcher.group(1).strip().replaceAll("\\s+", " "));
        }
        return commands;
    }
}
