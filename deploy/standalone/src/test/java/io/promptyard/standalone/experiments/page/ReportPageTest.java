package io.promptyard.standalone.experiments.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.router.replay.report.ReplayReport;
import io.promptyard.standalone.experiments.SampleReports;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportPageTest {
    static Stream<ReplayReport> reports() {
        return Stream.of(
                SampleReports.dry(),
                SampleReports.live(),
                SampleReports.many(),
                SampleReports.hostile(),
                SampleReports.empty());
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("reports")
    void shouldBeAWholePageThatNeedsNothingElse(ReplayReport report) throws Exception {
        // When
        String page = ReportPage.of(report, "");

        // Then
        Document document = parse(page);
        assertThat(all(document, "h1")).hasSize(1);
        assertThat(all(document, "th"))
                .allSatisfy(each -> assertThat(each.getAttribute("scope")).isNotEmpty());
        assertThat(all(document, "table"))
                .allSatisfy(
                        each -> assertThat(each.getElementsByTagName("caption").getLength())
                                .isEqualTo(1));
        assertThat(all(document, "svg")).allSatisfy(each -> {
            assertThat(each.getAttribute("role")).isEqualTo("img");
            assertThat(each.getElementsByTagName("title").item(0).getTextContent())
                    .isNotBlank();
            assertThat(each.getElementsByTagName("desc").item(0).getTextContent())
                    .isNotBlank();
        });
        for (String foreign : List.of("script", "link", "img", "iframe", "image", "use", "object", "base")) {
            assertThat(all(document, foreign)).as(foreign).isEmpty();
        }
        assertThat(all(document, "style").getFirst().getTextContent()).doesNotContain("url(", "@import", "//");
        assertThat(ids(document)).doesNotHaveDuplicates();
        assertThat(page).doesNotContain("NaN").doesNotContain("Infinity").doesNotContain(">null<");
    }

    @Test
    void shouldSayItAsTextWhenWordsWantToBeMarkup() throws Exception {
        // When
        String page = ReportPage.of(SampleReports.hostile(), SampleReports.HOSTILE);

        // Then
        Document document = parse(page);
        assertThat(page).doesNotContain("<script").doesNotContain("<img");
        assertThat(all(document, "h1").getFirst().getTextContent()).isEqualTo(SampleReports.HOSTILE);
        assertThat(all(document, "pre").getFirst().getTextContent()).isEqualTo(SampleReports.HOSTILE);
        assertThat(all(document, "td").stream().map(Element::getTextContent))
                .contains(SampleReports.HOSTILE + " prompt");
        assertThat(all(document, "*").stream().filter(ReportPageTest::listens)).isEmpty();
    }

    @Test
    void shouldForbidTheBrowserToLoadOrRunAnything() throws Exception {
        assertThat(all(parse(ReportPage.of(SampleReports.dry(), "")), "meta").stream()
                        .filter(each -> each.getAttribute("http-equiv").equals("Content-Security-Policy"))
                        .map(each -> each.getAttribute("content")))
                .containsExactly("default-src 'none'; style-src 'unsafe-inline'");
    }

    @Test
    void shouldTellTheVerdictAndEveryPartWhenItIsALiveReport() throws Exception {
        // When
        Document document = parse(ReportPage.of(SampleReports.live(), "routes: []"));

        // Then
        assertThat(all(document, "h2").stream().map(Element::getTextContent))
                .containsExactly(
                        "Cheaper; worse answers",
                        "Plots",
                        "Figures by group",
                        "How much of it was seen",
                        "The sample that was sent",
                        "Choices that moved",
                        "Targets",
                        "Sample of disagreements",
                        "Notes",
                        "The candidate");
        assertThat(all(document, "svg")).hasSize(5);
        assertThat(all(document, "caption").stream().map(Element::getTextContent))
                .contains(
                        "In all",
                        "By route",
                        "By task",
                        "By tenant",
                        "Observed and predicted",
                        "Every target that was asked, over the prompts of the sample that it answered");
    }

    @Test
    void shouldDrawARingWhereOnlyAPredictionSpeaksForATarget() throws Exception {
        // When
        Document dry = parse(ReportPage.of(SampleReports.dry(), ""));
        Document asked = parse(ReportPage.of(SampleReports.live(), ""));

        // Then: one of nine
        assertThat(rings(dry)).isEqualTo(1);
        assertThat(all(dry, "figcaption").getFirst().getTextContent())
                .contains("a ring is one of which no answer was ever scored");
        assertThat(all(dry, "desc").getFirst().getTextContent()).contains("(predicted)");
        assertThat(all(asked, "figcaption").getFirst().getTextContent())
                .contains("targets that were not asked are not here");
        assertThat(all(asked, "svg").getFirst().getTextContent()).contains("USD paid for 1,000 prompts");
    }

    private static long rings(Document document) {
        return all(document, "circle").stream()
                .filter(each -> each.getAttribute("class").contains("hollow"))
                .count();
    }

    @Test
    void shouldSayThatThereWasNothingWhenNoPromptWasFound() throws Exception {
        // When
        Document document = parse(ReportPage.of(SampleReports.empty(), ""));

        // Then
        assertThat(all(document, "h2").stream().map(Element::getTextContent)).containsExactly("No prompts", "Notes");
    }

    private static boolean listens(Element element) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            if (element.getAttributes().item(i).getNodeName().startsWith("on")) {
                return true;
            }
        }
        return false;
    }

    /** As XML, which forgives nothing: what is not escaped or not closed is an error. */
    private static Document parse(String page) throws Exception {
        String xml = page.replaceFirst("<!doctype html>", "").replaceAll("<meta ([^>]*)>", "<meta $1/>");
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static List<String> ids(Document document) {
        return all(document, "*").stream()
                .map(each -> each.getAttribute("id"))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private static List<Element> all(Document document, String name) {
        NodeList found = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
