package io.promptyard.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.promptyard.standalone.registry.LogEntry.Compatibility;
import io.promptyard.standalone.registry.LogEntry.SubjectDeleted;
import io.promptyard.standalone.registry.LogEntry.Version;
import io.promptyard.standalone.registry.LogEntry.VersionGone;
import io.promptyard.standalone.registry.RegistryState.Visibility;
import io.promptyard.standalone.registry.StoredSchema.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryStateTest {

    private static final Content TEXT = new Content("\"string\"", List.of());

    private final RegistryState state = new RegistryState();

    @Test
    void shouldHideVersionsButKeepTheirIdWhenTheSubjectIsDeleted() {
        // Given
        state.apply(version("s", 1, 4));
        state.apply(version("s", 2, 5));

        // When
        state.apply(new SubjectDeleted("s", 1));

        // Then
        assertThat(state.versions("s", Visibility.LIVE))
                .extracting(StoredSchema::version)
                .containsExactly(2);
        assertThat(state.versions("s", Visibility.ALL)).hasSize(2);
        assertThat(state.content(4)).isPresent();
        assertThat(state.nextVersion("s")).isEqualTo(3);
    }

    @Test
    void shouldForgetTheIdOnlyWhenItsLastVersionIsGone() {
        // Given
        state.apply(new Version(new StoredSchema("s", 1, 4, TEXT, true)));
        state.apply(new Version(new StoredSchema("t", 1, 4, TEXT, false)));

        // When
        state.apply(new VersionGone("s", 1));
        boolean keptByOther = state.content(4).isPresent();
        state.apply(new VersionGone("t", 1));

        // Then
        assertThat(keptByOther).isTrue();
        assertThat(state.content(4)).isEmpty();
        assertThat(state.id(TEXT)).isEmpty();
        assertThat(state.maxId()).isEqualTo(4);
    }

    @Test
    void shouldPreferTheSubjectsLevelWhenBothAreSet() {
        // Given
        CompatibilityLevel initial = state.effectiveLevel("s");
        state.apply(new Compatibility(null, CompatibilityLevel.NONE));

        // When
        state.apply(new Compatibility("s", CompatibilityLevel.FULL));

        // Then
        assertThat(initial).isEqualTo(CompatibilityLevel.BACKWARD);
        assertThat(state.effectiveLevel("s")).isEqualTo(CompatibilityLevel.FULL);
        assertThat(state.effectiveLevel("t")).isEqualTo(CompatibilityLevel.NONE);
    }

    private static Version version(String subject, int version, int id) {
        return new Version(new StoredSchema(subject, version, id, new Content("\"" + id + "\"", List.of()), false));
    }
}
