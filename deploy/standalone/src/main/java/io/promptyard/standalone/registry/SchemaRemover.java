package io.promptyard.standalone.registry;

import io.promptyard.standalone.registry.LogEntry.SubjectDeleted;
import io.promptyard.standalone.registry.LogEntry.Version;
import io.promptyard.standalone.registry.LogEntry.VersionGone;
import io.promptyard.standalone.registry.RegistryState.Visibility;
import java.util.List;

/**
 * Deletes, in the real registry's two steps: softly first, then for good. Blocking, and confined to the registry's
 * writer thread.
 */
final class SchemaRemover {

    private final RegistryState state;
    private final SchemaLog log;

    SchemaRemover(RegistryState state, SchemaLog log) {
        this.state = state;
        this.log = log;
    }

    /** The versions that were deleted. */
    List<Integer> deleteSubject(String subject, boolean permanent) {
        log.settle();
        List<StoredSchema> all = state.versions(subject, Visibility.ALL);
        List<StoredSchema> live = state.versions(subject, Visibility.LIVE);
        if (all.isEmpty()) {
            throw RegistryError.subjectNotFound(subject);
        }
        if (permanent && !live.isEmpty()) {
            throw RegistryError.subjectNotSoftDeleted(subject);
        }
        if (!permanent && live.isEmpty()) {
            throw RegistryError.subjectSoftDeleted(subject);
        }
        List<StoredSchema> doomed = permanent ? all : live;
        doomed.forEach(schema -> requireUnreferenced(subject, schema.version()));
        if (permanent) {
            doomed.forEach(schema -> log.append(new VersionGone(subject, schema.version())));
        } else {
            log.append(new SubjectDeleted(subject, live.getLast().version()));
        }
        return doomed.stream().map(StoredSchema::version).toList();
    }

    void deleteVersion(StoredSchema schema, boolean permanent) {
        log.settle();
        if (permanent && !schema.deleted()) {
            throw RegistryError.versionNotSoftDeleted(schema.subject(), schema.version());
        }
        if (!permanent && schema.deleted()) {
            throw RegistryError.versionSoftDeleted(schema.subject(), schema.version());
        }
        requireUnreferenced(schema.subject(), schema.version());
        log.append(permanent ? new VersionGone(schema.subject(), schema.version()) : new Version(schema.asDeleted()));
    }

    private void requireUnreferenced(String subject, int version) {
        if (state.referencing(subject, version).stream().anyMatch(Visibility.LIVE::shows)) {
            throw RegistryError.referenced(subject, version);
        }
    }
}
