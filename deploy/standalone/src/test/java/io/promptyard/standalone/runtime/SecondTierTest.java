package io.promptyard.standalone.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.model.Classification;
import io.promptyard.model.PromptRequest;
import io.promptyard.router.classify.PromptClassifier;
import io.promptyard.router.classify.learned.Correctable;
import io.promptyard.router.classify.learned.Correction;
import io.promptyard.router.classify.second.EmbeddingHeads;
import io.promptyard.router.classify.second.SecondTierListener;
import io.promptyard.router.config.ClassifierConfig;
import io.promptyard.router.config.ClassifierConfig.Tier;
import io.promptyard.router.config.SecondTierConfig;
import io.promptyard.standalone.StartupException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The module with embeddings is not on this module's class path, as in a distribution without it. */
class SecondTierTest {
    private static final Correctable FIRST = new Correctable() {
        @Override
        public String version() {
            return "first";
        }

        @Override
        public PromptClassifier corrected(Correction correction, String version) {
            return this;
        }

        @Override
        public Classification classify(PromptRequest request) {
            throw new AssertionError("nothing is classified here");
        }
    };

    @TempDir
    Path dir;

    @Test
    void shouldBeTheFirstTierAloneWhenNoneIsConfigured() {
        try (SecondTier tier = SecondTier.of(ClassifierConfig.DEFAULT)) {
            assertThat(tier.over(FIRST, SecondTierListener.NONE, () -> 0)).isSameAs(FIRST);
        }
    }

    @Test
    void shouldSayInOneLineWhatIsMissingWhenTheBuildHasNoEmbeddings() throws IOException {
        // Given
        Path file = Files.write(dir.resolve("own.heads"), new EmbeddingHeads("e", 1, Map.of()).write());
        // Then
        assertThatThrownBy(() -> SecondTier.of(config(file)))
                .isInstanceOf(StartupException.ModelUnusable.class)
                .hasMessage(
                        "classifier.second.embeddings cannot be used: promptyard-embeddings is not on the class path;"
                                + " put its jars there, or take the section out");
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWhenTheFileHoldsNoHeads() throws IOException {
        // Given
        Path file = Files.writeString(dir.resolve("own.heads"), "no heads, but long enough to be some");
        // Then
        assertThatThrownBy(() -> SecondTier.of(config(file)))
                .isInstanceOf(StartupException.ModelUnusable.class)
                .hasMessage("classifier.second.embeddings cannot be used: " + file
                        + ": not a file of embedding heads, or of another version (train --embeddings writes one)");
    }

    private static ClassifierConfig config(Path heads) {
        return new ClassifierConfig(Tier.LEARNED, null, new SecondTierConfig(heads, 0.1, Duration.ofMillis(5)), null);
    }
}
