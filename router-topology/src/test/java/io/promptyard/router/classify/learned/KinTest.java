package io.promptyard.router.classify.learned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.promptyard.connector.catalogue.CatalogueReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class KinTest {
    private static final List<Kin.Link> LINKS =
            Kin.parse(List.of("# a comment", "", "next-2\tnext-1\tsuccessor", "next-2\tNext-2-mini\tsibling"));

    @Test
    void shouldSpeakForItselfWhenTheHeadHasTheTargetsName() {
        // When
        Kin kin = Kin.of("any/Vendor/Mixtral-8x7B", List.of("mixtral-8x7b", "other", "MIXTRAL-8X7B"), LINKS);
        // Then
        assertThat(kin).isEqualTo(new Kin(List.of("mixtral-8x7b", "MIXTRAL-8X7B"), 1));
    }

    @Test
    void shouldTakeTheNearestRelativeWhenThereAreSeveral() {
        // Then
        assertThat(Kin.of("p/next-2", List.of("next-1", "next-2-mini"), LINKS))
                .isEqualTo(new Kin(List.of("next-2-mini"), 0.6));
        assertThat(Kin.of("p/next-2", List.of("next-1"), LINKS)).isEqualTo(new Kin(List.of("next-1"), 0.3));
    }

    @Test
    void shouldHaveNobodyWhenNoHeadIsLikeIt() {
        // Then
        assertThat(Kin.of("p/unheard-of", List.of("next-1"), LINKS)).isEqualTo(Kin.NONE);
    }

    @Test
    void shouldNameTheLineWhenItIsNotAsItMustBe() {
        // Then
        assertThatThrownBy(() -> Kin.parse(List.of("a\tb\tcousin")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cousin");
    }

    @Test
    void shouldReadWhatShips() {
        // When
        List<Kin.Link> links = Kin.parse(Resources.lines("kin.tsv"));
        // Then
        assertThat(Kin.of("openai/gpt-4o", List.of("gpt-4o-2024-08-06"), links).likeness())
                .isEqualTo(1);
        assertThat(Kin.of("anthropic/claude-sonnet-4", List.of("claude-3-5-sonnet-20241022"), links)
                        .likeness())
                .isEqualTo(0.3);
        assertThat(links).doesNotHaveDuplicates();
    }

    @Test
    void shouldKnowRelativesOfAllThatAreChosenUnaskedButForTheSpecialists() {
        // Given
        List<Kin.Link> links = Kin.parse(Resources.lines("kin.tsv"));
        List<String> heads = links.stream().map(Kin.Link::head).toList();
        // Then
        assertThat(CatalogueReader.builtIn().all())
                .filteredOn(spec -> spec.chats() && spec.facts().auto())
                .extracting(spec -> spec.target().toString())
                .filteredOn(target -> Kin.of(target, heads, links).equals(Kin.NONE))
                .containsExactlyInAnyOrder(
                        "mistral/codestral-latest", "mistral/magistral-medium-latest", "qwen/qwen3-coder-plus");
    }
}
