package io.promptyard.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.turns.Turn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A step back to the last release, which knows no notes of parked dispatches, while there are some. */
@Turn(value = 2, of = Round.DAYS)
class StepBackIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final int MANY = 300;

    @TempDir
    private Path directory;

    @Test
    void shouldLoseNothingWhenTheLastReleaseStopsAtABacklogAndThisOneIsStartedAgain() throws Exception {
        Path released = Build.RELEASED.distribution();
        Path data = directory.resolve("data");
        try (SlowProvider provider = new SlowProvider(Duration.ofMillis(700));
                HttpClient http = HttpClient.newHttpClient()) {
            Path config = provider.config(directory);
            String wide = Files.readString(config);
            // Given
            Files.writeString(config, wide.replace("api-key: simulated", "api-key: simulated, max-concurrency: 4"));
            try (UpProcess up = UpProcess.start(config, data);
                    Load load = new Load(up)) {
                load.produce("backlog", MANY);
                await("a backlog")
                        .atMost(PATIENCE)
                        .until(() -> load.acknowledged().size() == MANY && parked(http, up) > MANY / 2);
                up.terminate();
            }
            // When
            try (UpProcess old = UpProcess.launch(released, config, data)) {
                await("its error")
                        .atMost(PATIENCE)
                        .until(() -> old.output().contains("entry kind must be 1 or 2 (got 3)"));
                assertThat(old.output()).doesNotContain("promptyard is ready");
                old.terminate();
            }
            // Then
            Files.writeString(config, wide);
            try (UpProcess up = UpProcess.start(config, data)) {
                await("a response to every accepted prompt")
                        .atMost(PATIENCE)
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(
                                () -> assertThat(Ledger.read(up).unanswered()).isEmpty());
                Ledger ledger = Ledger.read(up);
                assertThat(ledger.accepted()).hasSize(MANY);
                assertThat(ledger.responses().values())
                        .allSatisfy(responses -> assertThat(responses)
                                .singleElement()
                                .satisfies(response ->
                                        assertThat(response.result()).isInstanceOf(Answer.class)));
                assertThat(ledger.repeated(provider.answered())).isZero();
            }
        }
    }

    private static double parked(HttpClient http, UpProcess up) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(up.managementUrl() + "/metrics"))
                .build();
        return Pattern.compile("(?m)^promptyard_worker_parked\\{[^}]*} (\\S+)$")
                .matcher(http.send(request, BodyHandlers.ofString()).body())
                .results()
                .mapToDouble(line -> Double.parseDouble(line.group(1)))
                .sum();
    }
}
