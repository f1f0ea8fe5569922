package io.promptyard.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.promptyard.model.outcome.FinalResponse.Answer;
import io.promptyard.simulator.BookedCall;
import io.promptyard.simulator.BookedCall.Outcome;
import io.promptyard.turns.Turn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider asks to be left alone; prompts wait for it, and the process is killed while they do. */
@Turn(value = 3, of = Round.DAYS)
class CoolingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration COOLING = Duration.ofSeconds(15);
    private static final String ONLY = "left/sim";
    private static final int PROMPTS = 30;

    @TempDir
    private Path directory;

    @Test
    void shouldAnswerEveryPromptThatWaitedAndCallNobodyTooSoonWhenKilledMeanwhile() throws Exception {
        try (SlowProvider provider = new SlowProvider(Duration.ofMillis(20))) {
            // Given
            provider.refuseFirst(COOLING);
            Path config = provider.config(directory);
            Set<String> acknowledged = new HashSet<>();
            try (UpProcess up = UpProcess.start(config, directory.resolve("data"));
                    Load load = new Load(up)) {
                load.produce("first", 1, ONLY);
                AtomicInteger sent = new AtomicInteger();
                await("somebody waits").atMost(PATIENCE).until(() -> {
                    load.produce("scout-" + sent.incrementAndGet(), 1, ONLY);
                    return waiting(up) > 0;
                });
                load.produce("crowd", PROMPTS, ONLY);
                await("a crowd waits").atMost(PATIENCE).until(() -> waiting(up) >= PROMPTS);
                // When
                up.kill();
                acknowledged.addAll(load.acknowledged());
            }
            try (UpProcess up = UpProcess.start(config, directory.resolve("data"))) {
                // Then
                await("a response to every accepted prompt")
                        .atMost(PATIENCE)
                        .untilAsserted(
                                () -> assertThat(Ledger.read(up).unanswered()).isEmpty());
                Ledger ledger = Ledger.read(up);
                assertThat(ledger.accepted()).hasSizeGreaterThan(PROMPTS).containsAll(acknowledged);
                assertThat(ledger.deadLetters()).isZero();
                ledger.responses()
                        .values()
                        .forEach(each -> assertThat(each.getFirst().result()).isInstanceOf(Answer.class));
                assertThat(provider.booked(Outcome.REFUSED)).hasSize(1);
                assertLeftAlone(provider);
            }
        }
    }

    /** What came before the refusal was known aside: from a second behind it, nobody called until the time was over. */
    private static void assertLeftAlone(SlowProvider provider) {
        Instant refused = provider.booked(Outcome.REFUSED).getFirst().at();
        assertThat(provider.booked(Outcome.ANSWERED))
                .filteredOn(call -> call.requestId().orElse("").startsWith("crowd"))
                .hasSizeGreaterThanOrEqualTo(PROMPTS)
                .extracting(BookedCall::at)
                .allSatisfy(at -> assertThat(at).isAfterOrEqualTo(refused.plus(COOLING)));
    }

    private static long waiting(UpProcess up) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest scrape = HttpRequest.newBuilder(URI.create(up.managementUrl() + "/metrics"))
                    .build();
            String meters =
                    http.send(scrape, HttpResponse.BodyHandlers.ofString()).body();
            Matcher gauge = Pattern.compile("(?m)^promptyard_router_waiting\\{[^}]*} (\\S+)")
                    .matcher(meters);
            return gauge.find() ? (long) Double.parseDouble(gauge.group(1)) : 0;
        }
    }
}
