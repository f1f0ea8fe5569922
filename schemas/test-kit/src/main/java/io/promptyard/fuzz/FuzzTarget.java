package io.promptyard.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A parser of bytes from outside and what holds for it, whatever the bytes. Every test run replays the corpus: the seeds
 * and the files in {@code <test class>Inputs} beside it in the test resources. With the profile {@code fuzz} Jazzer makes
 * new inputs out of them and puts what breaks the property into that folder.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FuzzTarget {

    /** Inputs to begin with: well formed, so that mutations of them go deep. */
    protected abstract Stream<byte[]> seeds();

    /**
     * Reads one input and checks what came of it; an exception that escapes breaks the property. Called twice for one
     * input where the first call was dear, so it must not remember.
     */
    protected abstract void read(byte[] input) throws Exception;

    public final Stream<byte[]> corpus() {
        return Stream.concat(seeds(), Corpus.of(getClass()));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("corpus")
    public final void shouldHoldWhenTheCorpusIsReplayed(byte[] input) throws Exception {
        Allowance.check(input.length, () -> read(input));
    }

    @MethodSource("corpus")
    @FuzzTest(maxDuration = "3s")
    public final void shouldHoldWhenInputsAreMade(byte[] input) throws Exception {
        Allowance.check(input.length, () -> read(input));
    }
}
