package io.promptyard.standalone.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.promptyard.standalone.registry.LogEntry.Compatibility;
import io.promptyard.standalone.registry.LogEntry.Mode;
import io.promptyard.standalone.registry.LogEntry.ModeSet;
import io.promptyard.standalone.registry.LogEntry.Other;
import io.promptyard.standalone.registry.LogEntry.SubjectDeleted;
import io.promptyard.standalone.registry.LogEntry.Version;
import io.promptyard.standalone.registry.LogEntry.VersionGone;
import io.promptyard.standalone.registry.StoredSchema.Content;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the schemas topic says up to where it was read. Changed only by {@link #apply}. Thread-safe. */
final class RegistryState {

    private static final String GLOBAL = "";

    private final NavigableMap<String, NavigableMap<Integer, StoredSchema>> subjects = new TreeMap<>();
    private final Map<Integer, Content> contents = new HashMap<>();
    private final Map<Content, Integer> ids = new HashMap<>();
    private final Map<String, CompatibilityLevel> levels = new HashMap<>();
    private final Map<String, Mode> modes = new HashMap<>();
    private int maxId;

    synchronized void apply(LogEntry entry) {
        switch (entry) {
            case Version v -> put(v.schema());
            case VersionGone v -> remove(v.subject(), v.version());
            case SubjectDeleted d ->
                versions(d.subject())
                        .headMap(d.upToVersion(), true)
                        .replaceAll((version, schema) -> schema.asDeleted());
            case Compatibility c -> set(levels, c.subject(), c.level());
            case ModeSet m -> set(modes, m.subject(), m.mode());
            case Other o -> {}
        }
    }

    /** All versions of all subjects, by subject and version. */
    synchronized List<StoredSchema> all(Visibility visibility) {
        return subjects.values().stream()
                .flatMap(versions -> versions.values().stream())
                .filter(visibility::shows)
                .toList();
    }

    /** A subject's versions in ascending order. */
    synchronized List<StoredSchema> versions(String subject, Visibility visibility) {
        NavigableMap<Integer, StoredSchema> versions = subjects.get(subject);
        return versions == null
                ? List.of()
                : versions.values().stream().filter(visibility::shows).toList();
    }

    synchronized Optional<StoredSchema> version(String subject, int version, Visibility visibility) {
        NavigableMap<Integer, StoredSchema> versions = subjects.get(subject);
        return versions == null
                ? Optional.empty()
                : Optional.ofNullable(versions.get(version)).filter(visibility::shows);
    }

    synchronized Optional<Content> content(int id) {
        return Optional.ofNullable(contents.get(id));
    }

    /** The id that this content has under any subject. */
    synchronized Optional<Integer> id(Content content) {
        return Optional.ofNullable(ids.get(content));
    }

    synchronized int maxId() {
        return maxId;
    }

    /** The number of the subject's next version; versions softly deleted keep theirs. */
    synchronized int nextVersion(String subject) {
        NavigableMap<Integer, StoredSchema> versions = subjects.get(subject);
        return versions == null || versions.isEmpty() ? 1 : versions.lastKey() + 1;
    }

    synchronized Optional<CompatibilityLevel> level(@Nullable String subject) {
        return Optional.ofNullable(levels.get(scope(subject)));
    }

    synchronized Optional<Mode> mode(@Nullable String subject) {
        return Optional.ofNullable(modes.get(scope(subject)));
    }

    /** The level that holds for a subject. Confluent's default is BACKWARD. */
    synchronized CompatibilityLevel effectiveLevel(@Nullable String subject) {
        return level(subject).or(() -> level(null)).orElse(CompatibilityLevel.BACKWARD);
    }

    synchronized Mode effectiveMode(@Nullable String subject) {
        Mode global = mode(null).orElse(Mode.READWRITE);
        return global == Mode.READONLY_OVERRIDE ? global : mode(subject).orElse(global);
    }

    synchronized List<StoredSchema> referencing(String subject, int version) {
        return all(Visibility.ALL).stream()
                .filter(schema -> schema.references(subject, version))
                .sorted(Comparator.comparingInt(StoredSchema::id))
                .toList();
    }

    private NavigableMap<Integer, StoredSchema> versions(String subject) {
        return subjects.computeIfAbsent(subject, s -> new TreeMap<>());
    }

    private void put(StoredSchema schema) {
        versions(schema.subject()).put(schema.version(), schema);
        contents.put(schema.id(), schema.content());
        ids.putIfAbsent(schema.content(), schema.id());
        maxId = Math.max(maxId, schema.id());
    }

    private void remove(String subject, int version) {
        StoredSchema gone = versions(subject).remove(version);
        if (versions(subject).isEmpty()) {
            subjects.remove(subject);
        }
        if (gone != null && all(Visibility.ALL).stream().noneMatch(schema -> schema.id() == gone.id())) {
            contents.remove(gone.id());
            ids.remove(gone.content(), gone.id());
        }
    }

    private static <T> void set(Map<String, T> settings, @Nullable String subject, @Nullable T value) {
        if (value == null) {
            settings.remove(scope(subject));
        } else {
            settings.put(scope(subject), value);
        }
    }

    private static String scope(@Nullable String subject) {
        return subject == null ? GLOBAL : subject;
    }

    /** Which versions are looked at. */
    enum Visibility {
        LIVE,
        DELETED,
        ALL;

        boolean shows(StoredSchema schema) {
            return switch (this) {
                case LIVE -> !schema.deleted();
                case DELETED -> schema.deleted();
                case ALL -> true;
            };
        }
    }
}
