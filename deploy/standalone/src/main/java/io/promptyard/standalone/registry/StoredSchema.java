package io.promptyard.standalone.registry;

import java.util.List;

/**
 * One version of a subject.
 *
 * @param content what the version says; versions with equal content share an id
 * @param deleted softly deleted: still found by id, hidden otherwise
 */
record StoredSchema(String subject, int version, int id, Content content, boolean deleted) {

    StoredSchema asDeleted() {
        return new StoredSchema(subject, version, id, content, true);
    }

    boolean references(String referenced, int referencedVersion) {
        return content.references().stream()
                .anyMatch(reference ->
                        reference.subject().equals(referenced) && reference.version() == referencedVersion);
    }

    /** The identity of a schema: its canonical text and what it refers to. */
    record Content(String schema, List<Reference> references) {

        Content {
            references = List.copyOf(references);
        }
    }

    /** A named type that stands in another subject's version. */
    record Reference(String name, String subject, int version) {}
}
