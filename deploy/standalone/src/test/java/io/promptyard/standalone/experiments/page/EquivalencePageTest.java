package io.promptyard.standalone.experiments.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.replay.equivalence.GroupTest;
import io.promptyard.router.replay.equivalence.ScoredAnswer;
import io.promptyard.router.replay.equivalence.TestPlan;
import io.promptyard.standalone.experiments.EquivalenceEvidence;
import io.promptyard.standalone.replay.live.GroupCounts;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class EquivalencePageTest {
    private static final Target FIRST = Target.of("openai", "gpt-4o");
    private static final Target EQUAL = Target.of("anthropic", "claude-sonnet-4");
    private static final Target WORSE = Target.of("mistral", "mistral-small");

    /** One that is as good, one that is much worse, on chat; of code there is one pair. */
    static EquivalenceEvidence evidence(String group) {
        GroupTest test = new GroupTest(new TestPlan(0.1, 0.05, 0.9), FIRST, List.of(FIRST, EQUAL, WORSE));
        Random random = new Random(5);
        for (int i = 0; i < 700; i++) {
            String prompt = "p-" + i;
            double score = random.nextInt(5) / 4.0;
            test.add(new ScoredAnswer(prompt, Task.CHAT, FIRST, score));
            test.add(new ScoredAnswer(prompt, Task.CHAT, EQUAL, i % 6 == 0 ? 1 - score : score));
            test.add(new ScoredAnswer(prompt, Task.CHAT, WORSE, i % 2 == 0 ? 0 : score));
        }
        test.add(new ScoredAnswer("c", Task.CODE, FIRST, 1));
        test.add(new ScoredAnswer("c", Task.CODE, EQUAL, 1));
        return new EquivalenceEvidence(
                "eq-1",
                Instant.parse("2026-11-27T12:00:00Z"),
                Instant.parse("2027-02-25T12:00:00Z"),
                group,
                FIRST,
                List.of(FIRST, EQUAL, WORSE),
                new TestPlan(0.1, 0.05, 0.9),
                test.findings(Set.of()),
                test.verified(Set.of()),
                EquivalenceEvidence.ASKED,
                new GroupCounts(900, 701, 150, 4, 5, 40, 6, 7, new BigDecimal("2.50"), new BigDecimal("1.25")));
    }

    @Test
    void shouldShowVerdictsCountsAndThePathOfTheEvidenceInAPageThatNeedsNothingElse() throws Exception {
        // Given
        ObjectNode json = evidence("support <b>").json();
        // When
        String page = EquivalencePage.of(json);
        // Then
        Document document = parse(page);
        assertThat(document.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("support <b>");
        assertThat(document.getElementsByTagName("h2").item(0).getTextContent())
                .isEqualTo("Verified: anthropic/claude-sonnet-4 on chat; until 2027-02-25T12:00:00Z");
        String text = document.getDocumentElement().getTextContent();
        assertThat(text)
                .contains("verified after", "inferior, found after", "not yet", "margin", "0.1", "eq-1")
                .contains("900 drawn: 701 asked, 150 not needed any more, 40 left", "1.25 of 2.50 USD", "drawn by lot");
        // the means, two members on chat, and the one pair of code
        assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(4);
        assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(9);
        assertThat(page).contains("default-src 'none'").doesNotContain("NaN", "Infinity", "<script", "http://");
    }

    @Test
    void shouldSayThatThereAreNoPairsWhenThereAreNone() throws Exception {
        // Given
        EquivalenceEvidence none = new EquivalenceEvidence(
                "eq-0",
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(60),
                "g",
                FIRST,
                List.of(FIRST, EQUAL),
                new TestPlan(0.1, 0.05, 0.9),
                List.of(),
                Set.of(),
                EquivalenceEvidence.TRAFFIC,
                null);
        // When
        String page = EquivalencePage.of(none.json());
        // Then
        assertThat(parse(page).getElementsByTagName("svg").getLength()).isZero();
        assertThat(page)
                .contains("Nothing is verified yet", "There are no pairs", "not left to chance alone")
                .doesNotContain("NaN", "drawn by lot");
    }

    private static Document parse(String page) throws Exception {
        String xml = page.replace("<!doctype html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
