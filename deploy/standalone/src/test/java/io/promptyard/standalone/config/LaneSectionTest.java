package io.promptyard.standalone.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.promptyard.model.ProviderId;
import io.promptyard.router.Names;
import io.promptyard.router.config.OnRestart;
import io.promptyard.topic.TopicCatalogue;
import io.promptyard.topic.TopicNames;
import io.promptyard.topic.TopicSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaneSectionTest {

    @Test
    void shouldHaveTheDefaultLaneWhenNoneIsNamed() {
        // When
        var lanes = ConfigFile.read(ConfigFile.SMALL).orThrow().lanes();
        // Then
        assertThat(lanes)
                .containsOnlyKeys("default")
                .containsEntry("default", new LaneSection(Delivery.AT_LEAST_ONCE, OnRestart.RETRY));
    }

    @Test
    void shouldReadDeliveryAndPolicyOfEachLane() {
        // When
        var lanes = ConfigFile.read(ConfigFile.SMALL + """
                        lanes:
                          default: { on-restart: ask }
                          batch:   { delivery: exactly-once, on-restart: dead-letter }
                          bulk:
                        """).orThrow().lanes();
        // Then
        assertThat(lanes)
                .containsEntry("default", new LaneSection(Delivery.AT_LEAST_ONCE, OnRestart.ASK))
                .containsEntry("batch", new LaneSection(Delivery.EXACTLY_ONCE, OnRestart.DEAD_LETTER))
                .containsEntry("bulk", new LaneSection(Delivery.AT_LEAST_ONCE, OnRestart.RETRY));
    }

    @Test
    void shouldNameEachMistake() {
        // When
        var problems = ConfigFile.problems(ConfigFile.SMALL + """
                lanes:
                  batch: { delivery: at-most-once, on-restart: never, retention: 1d }
                """);
        // Then
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "lanes.batch.delivery: must be at-least-once or exactly-once, default at-least-once (got \"at-most-once\")",
                        "lanes.batch.on-restart: must be retry, ask or dead-letter, default retry (got \"never\")",
                        "lanes.batch.retention: unknown key, known are delivery, on-restart (got retention)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Batch",
                "9",
                "a.b",
                "dispatch",
                "outcomes",
                "learner",
                "budgets",
                "worker",
                "worker-a",
                "a-worker",
                "a-worker-b"
            })
    void shouldRefuseANameThatIsNoneOrSomebodyElses(String name) {
        // When
        var problems = ConfigFile.problems(ConfigFile.SMALL + "lanes: { " + name + ": {} }");
        // Then
        assertThat(problems).singleElement().asString().startsWith("lanes." + name + ": must be named");
    }

    @Property(tries = 300)
    void shouldGiveEachLaneTopicsAndApplicationsOfItsOwn(
            @ForAll("names") String first, @ForAll("names") String second, @ForAll("providers") List<String> ids) {
        // Given
        Assume.that(!first.equals(second) && isAccepted(first) && isAccepted(second));
        List<ProviderId> providers =
                ids.stream().map(ProviderId::new).distinct().toList();
        TopicNames root = TopicNames.standard();
        List<TopicNames> lanes = List.of(root, root.ofLane(first), root.ofLane(second));
        // When
        List<String> names = new ArrayList<>(List.of(
                root.spend(),
                root.reservations(),
                root.allowances(),
                root.config(),
                root.experiments(),
                Names.budgetApplication(root)));
        lanes.forEach(lane -> names.addAll(names(lane, providers)));
        // Then
        assertThat(names).doesNotHaveDuplicates();
    }

    private static boolean isAccepted(String name) {
        return !name.equals(TopicNames.DEFAULT_LANE)
                && ConfigFile.problems(ConfigFile.SMALL + "lanes: { " + name + ": {} }")
                        .isEmpty();
    }

    private static Set<String> names(TopicNames lane, Collection<ProviderId> providers) {
        Set<String> names = new HashSet<>();
        new TopicCatalogue(lane, 1)
                .topics(providers).stream().map(TopicSpec::name).forEach(names::add);
        names.removeAll(Set.of(
                lane.spend(),
                lane.reservations(),
                lane.allowances(),
                lane.config(),
                lane.experiments())); // there once, for all lanes
        names.add(Names.routerApplication(lane));
        names.add(Names.learnerApplication(lane));
        providers.forEach(provider -> names.add(Names.workerApplication(lane, provider)));
        return names;
    }

    @Provide
    Arbitrary<String> names() {
        return words("-");
    }

    @Provide
    Arbitrary<List<String>> providers() {
        return Arbitraries.oneOf(words("-"), words(".")).list().ofMinSize(1).ofMaxSize(4);
    }

    /** Of the words that names are made of, so that they may meet. */
    private static Arbitrary<String> words(String between) {
        return Arbitraries.of("a", "b", "worker", "router", "dispatch", "outcomes", "prompts", "gateway", "learner")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> String.join(between, parts));
    }
}
