package io.promptyard.standalone.replay.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Experiment;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.PromptRequest;
import io.promptyard.model.RequestId;
import io.promptyard.model.outcome.FailureKind;
import io.promptyard.model.outcome.FinalResponse;
import io.promptyard.model.outcome.FinalResponse.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveRunTest {
    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final ExperimentId ID = new ExperimentId("exp");

    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable LiveRun<LiveCase>> run = new AtomicReference<>();
    private int stopAfter = Integer.MAX_VALUE;
    private int moneyFor = Integer.MAX_VALUE;

    private List<LiveCase> run(LiveRun.Runner<LiveCase> runner, int prompts, int concurrency)
            throws InterruptedException {
        List<PromptRequest> sample = IntStream.range(0, prompts)
                .mapToObj(i -> PromptRequest.of(new RequestId(ID.of("p" + i)), AT, PromptBody.ofUser("?"))
                        .sampled(new RequestId(ID.of("p" + i)), AT, new Experiment("exp", "sample")))
                .toList();
        LiveRun<LiveCase> made = new LiveRun<>(sample, purse, runner, LiveCase.of(ID), new LiveReplay.Listener() {
            @Override
            public void begun(ExperimentId id, int all) {}

            @Override
            public void done(int done, int all) {
                if (done == stopAfter) {
                    run.get().stop();
                }
            }
        });
        run.set(made);
        return made.run(concurrency);
    }

    private final Purse purse = new Purse(this::exchange, id -> false, () -> {});

    private Future<FinalResponse> exchange(PromptRequest prompt) {
        asked.add(prompt.id().value());
        boolean affords = asked.size() <= moneyFor;
        FailureKind kind = affords ? FailureKind.UNROUTABLE : FailureKind.OVER_BUDGET;
        return CompletableFuture.completedFuture(FinalResponse.of(
                prompt, AT, new Refusal(kind, "", 402, null, null, null, 9L, "", 0), 0, BigDecimal.ZERO));
    }

    private LiveCase ask(PromptRequest prompt) throws InterruptedException, ExecutionException {
        return new LiveCase(
                ID.original(prompt.id().value()), prompt, purse.ask(prompt).orElse(null), Map.of());
    }

    private static long ended(List<LiveCase> cases) {
        return cases.stream().filter(each -> each.response() != null).count();
    }

    @Test
    void shouldEndEveryCaseInTheOrderOfTheSample() throws Exception {
        // When
        List<LiveCase> cases = run(this::ask, 50, 4);
        // Then
        assertThat(ended(cases)).isEqualTo(50);
        assertThat(cases)
                .extracting(LiveCase::original)
                .startsWith("p0", "p1", "p2")
                .endsWith("p49");
        assertThat(asked).hasSize(50);
    }

    @Test
    void shouldBeginNothingMoreWhenItIsStopped() throws Exception {
        // Given
        stopAfter = 3;
        // When
        List<LiveCase> cases = run(this::ask, 50, 1);
        // Then
        assertThat(run.get().isStopped()).isTrue();
        assertThat(asked).hasSize(3);
        assertThat(ended(cases)).isEqualTo(3);
        assertThat(cases).hasSize(50);
    }

    @Test
    void shouldBeginNothingMoreWhenTheMoneyIsAtItsEnd() throws Exception {
        // Given
        moneyFor = 5;
        // When
        List<LiveCase> cases = run(this::ask, 50, 1);
        // Then: the sixth was asked twice
        assertThat(run.get().isStopped()).isFalse();
        assertThat(ended(cases)).isEqualTo(5);
        assertThat(asked).hasSize(7);
    }

    @Test
    void shouldSayWhyWhenAPromptCannotBeSent() {
        assertThatThrownBy(() -> run(
                        prompt -> {
                            throw new ExecutionException(new IllegalStateException("no broker"));
                        },
                        5,
                        2))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("no broker");
    }
}
