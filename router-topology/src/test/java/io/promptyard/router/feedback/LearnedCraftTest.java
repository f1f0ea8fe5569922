package io.promptyard.router.feedback;

import static io.promptyard.router.fixture.Configs.CLAUDE;
import static io.promptyard.router.fixture.Configs.GPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.promptyard.model.Classification;
import io.promptyard.model.Task;
import io.promptyard.router.classify.learned.Correction;
import io.promptyard.router.classify.learned.PlainTier;
import io.promptyard.router.fixture.Configs;
import io.promptyard.router.fixture.Prompts;
import io.promptyard.router.policy.CataloguePriors;
import io.promptyard.router.policy.CatalogueQuality;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearnedCraftTest {
    private final CatalogueQuality expected = new CatalogueQuality(Configs.catalogue());

    @Test
    void shouldLearnWhatIsBetterOrWorseThanExpected() {
        // Given
        LearnedCraft craft = craft(Task.CHAT);
        double prior = expected.of(GPT, classification(Task.CHAT));
        // When
        double asExpected = score(craft, craft.learn(rows(200, prior, "chat", null, 1)), Task.CHAT);
        double better = score(craft, craft.learn(rows(200, 1, "chat", null, 1)), Task.CHAT);
        // Then
        assertThat(asExpected).isCloseTo(prior, within(1e-6));
        assertThat(better).isBetween(prior + 0.05, 0.99);
    }

    @Test
    void shouldLearnForTheTaskThatPromptsAreTakenForWhenFeedbackNamesAnother() {
        // Given
        byte[] weights = craft(Task.CHAT).learn(rows(100, 0, "legal", "chat", 1));
        // When
        double taken = score(craft(Task.CHAT), weights, Task.CHAT);
        double named = score(craft(Task.LEGAL), weights, Task.LEGAL);
        // Then
        assertThat(taken).isLessThan(named - 0.2);
    }

    @Test
    void shouldReadTheTaskOfALabelThatAnEarlierVersionKept() {
        // When
        byte[] weights = craft(Task.CHAT).learn(rows(100, 0, "legal", null, 1));
        // Then
        assertThat(score(craft(Task.LEGAL), weights, Task.LEGAL))
                .isLessThan(score(craft(Task.CHAT), weights, Task.CHAT) - 0.2);
    }

    @Test
    void shouldPassOverALabelWhoseWeightIsNoNumber() {
        // Given
        List<LabelRow> rows = new ArrayList<>(rows(20, 0, "chat", "chat", 1));
        byte[] without = craft(Task.CHAT).learn(rows);
        rows.addAll(rows(20, 1, "chat", "chat", Double.NaN));
        // Then
        assertThat(craft(Task.CHAT).learn(rows)).isEqualTo(without);
    }

    @Test
    void shouldGiveTheSameBytesWhateverOrderRowsComeIn() {
        // Given
        List<LabelRow> rows = new ArrayList<>(rows(50, 0.3, "chat", "chat", 1));
        byte[] weights = craft(Task.CHAT).learn(rows);
        // When
        Collections.reverse(rows);
        // Then
        assertThat(craft(Task.CHAT).learn(rows)).isEqualTo(weights);
    }

    @Test
    void shouldPublishNoTextAndNameWhatItCorrects() {
        // When
        byte[] weights = craft(Task.CHAT).learn(rows(50, 0.3, "chat", "chat", 1));
        // Then
        assertThat(Correction.read(weights).base()).isEqualTo("scripted-CHAT");
        assertThat(weights).hasSizeLessThan(50_000);
        assertThatThrownBy(() -> craft(Task.CODE).load(weights, "log-1"))
                .isInstanceOf(OtherBaseException.class)
                .hasMessageContaining("scripted-CHAT")
                .hasMessageContaining("scripted-CODE");
    }

    private static List<LabelRow> rows(int count, double score, String task, String decided, double weight) {
        List<LabelRow> rows = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            String id = "r" + at + "-" + weight + "/user";
            rows.add(new LabelRow(
                    id,
                    "please do it",
                    task,
                    GPT.toString(),
                    score,
                    weight,
                    1,
                    null,
                    0,
                    "c",
                    0,
                    decided,
                    null,
                    null,
                    null));
        }
        return rows;
    }

    /** Loaded over a tier of the same name, whatever task that sees. */
    private double score(LearnedCraft craft, byte[] weights, Task task) {
        Correction learnt = Correction.read(weights);
        Correction renamed = new Correction(
                "scripted-" + task,
                learnt.models(),
                learnt.families(),
                learnt.words(),
                learnt.importance(),
                learnt.unknown(),
                learnt.scales(),
                learnt.cells());
        Classification said = craft.load(renamed.write(), "log-1").classify(Prompts.prompt("r"));
        assertThat(said.scores()).containsKey(GPT.toString()).doesNotContainKey(CLAUDE.toString());
        return expected.of(GPT, said);
    }

    private LearnedCraft craft(Task task) {
        PlainTier tier = new PlainTier(
                request -> classification(task), "scripted-" + task, new CataloguePriors(Configs.config()));
        return new LearnedCraft(tier, expected);
    }

    private static Classification classification(Task task) {
        return new Classification("scripted", task, 1, "", "en", 7, 0.5, Map.of(), Map.of(), 3);
    }
}
