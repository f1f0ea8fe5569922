package io.promptyard.serde;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was released stays readable, both ways, for ever; schemas/release-schemas.sh adds a version. */
class ReleasedSchemasTest {
    private static final CompatibilityLevel LEVEL = CompatibilityLevel.FULL_TRANSITIVE;
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final Path CURRENT = Path.of("src/main/avro");

    @ParameterizedTest
    @MethodSource("currentRecords")
    void shouldBeReadableBothWaysWithEveryReleaseWhenReleasedBefore(String name) {
        // Given
        List<ParsedSchemaHolder> releases = releasesOldestFirst()
                .map(schemas -> schemas.get(name))
                .filter(schema -> schema != null)
                .map(ReleasedSchemasTest::holder)
                .toList();

        // When
        List<String> reasons =
                Incompatibilities.between(new AvroSchema(schemas(CURRENT).get(name)), releases, LEVEL);

        // Then
        assertThat(reasons).isEmpty();
    }

    @Test
    void shouldStillHaveEveryReleasedSchema() {
        // Given
        List<String> released = releasesOldestFirst()
                .flatMap(schemas -> schemas.keySet().stream())
                .toList();

        // When / Then
        assertThat(released).isNotEmpty();
        assertThat(schemas(CURRENT).keySet()).containsAll(released);
    }

    @Test
    void shouldRejectWhenAFieldWithoutDefaultIsRemoved() {
        // Given
        Schema released = schemas(RELEASED.resolve("v1")).get("Cancellation");
        Schema later = new SchemaParser()
                .parse(released.toString().replaceFirst("\\{\"name\":\"at\".*?\"doc\":\"When\\.\"\\},", ""))
                .mainSchema();

        // When
        List<String> reasons = Incompatibilities.between(new AvroSchema(later), List.of(holder(released)), LEVEL);

        // Then
        assertThat(later.getField("at")).isNull();
        assertThat(reasons).hasSize(1).first().asString().contains("READER_FIELD_MISSING_DEFAULT_VALUE", "at");
    }

    @Test
    void shouldRejectWhenOnlyTheOldestReleaseIsBroken() {
        // Given: a default that came, was used, and went
        Schema first = record("");
        Schema second = record(", {\"name\": \"b\", \"type\": \"int\", \"default\": 0}");
        Schema third = record(", {\"name\": \"b\", \"type\": \"int\"}");

        // When
        List<String> againstBoth =
                Incompatibilities.between(new AvroSchema(third), List.of(holder(first), holder(second)), LEVEL);
        List<String> againstLast = Incompatibilities.between(new AvroSchema(third), List.of(holder(second)), LEVEL);

        // Then
        assertThat(againstLast).isEmpty();
        assertThat(againstBoth).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("currentRecords")
    void shouldDocumentEveryFieldAndDefaultEveryEnum(String name) {
        // Given
        Schema schema = schemas(CURRENT).get(name);

        // When / Then
        assertThat(schema.getDoc()).as("doc of %s", name).isNotBlank();
        if (schema.getType() == Schema.Type.ENUM) {
            assertThat(schema.getEnumDefault()).as("default of %s", name).isEqualTo("UNKNOWN");
        } else {
            assertThat(schema.getFields())
                    .allSatisfy(field -> assertThat(field.doc())
                            .as("doc of %s.%s", name, field.name())
                            .isNotBlank());
        }
    }

    @Test
    void shouldGenerateClassesFromTheCheckedFiles() {
        // Given
        Schema file = schemas(CURRENT).get("PendingCall");

        // When
        Schema published = Mappings.PENDING_CALL.published().rawSchema();

        // Then
        assertThat(published).isEqualTo(file);
    }

    private static Schema record(String laterField) {
        String json = "{\"type\": \"record\", \"name\": \"R\", \"fields\": [{\"name\": \"a\", \"type\": \"int\"}%s]}";
        return new SchemaParser().parse(json.formatted(laterField)).mainSchema();
    }

    private static Stream<String> currentRecords() {
        return schemas(CURRENT).keySet().stream().sorted();
    }

    private static Stream<Map<String, Schema>> releasesOldestFirst() {
        return files(RELEASED)
                .sorted(Comparator.comparingInt(version ->
                        Integer.parseInt(version.getFileName().toString().substring(1))))
                .map(ReleasedSchemasTest::schemas);
    }

    private static Map<String, Schema> schemas(Path folder) {
        SchemaParser parser = new SchemaParser();
        files(folder).sorted().forEach(file -> parse(parser, file));
        return parser.getParsedNamedSchemas().stream().collect(Collectors.toMap(Schema::getName, Function.identity()));
    }

    private static void parse(SchemaParser parser, Path file) {
        try {
            parser.parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ParsedSchemaHolder holder(Schema schema) {
        return new SimpleParsedSchemaHolder(new AvroSchema(schema));
    }
}
