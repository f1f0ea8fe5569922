package io.promptyard.standalone.registry;

import io.promptyard.standalone.registry.RegistryState.Visibility;
import java.util.List;
import java.util.Optional;

/** A version as a path names it: a number, or the latest. */
record VersionId(int number) {

    private static final int LATEST = -1;

    static VersionId parse(String text) {
        if (text.equals("latest")) {
            return new VersionId(LATEST);
        }
        try {
            int number = Integer.parseInt(text);
            if (number == LATEST || number > 0) {
                return new VersionId(number);
            }
        } catch (NumberFormatException e) {
            throw RegistryError.invalidVersion(text);
        }
        throw RegistryError.invalidVersion(text);
    }

    boolean isLatest() {
        return number == LATEST;
    }

    Optional<StoredSchema> find(RegistryState state, String subject, Visibility visibility) {
        if (!isLatest()) {
            return state.version(subject, number, visibility);
        }
        List<StoredSchema> versions = state.versions(subject, visibility);
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
    }

    StoredSchema require(RegistryState state, String subject, Visibility visibility) {
        return find(state, subject, visibility).orElseThrow(() -> {
            boolean unknown = state.versions(subject, Visibility.ALL).isEmpty()
                    || isLatest() && state.versions(subject, visibility).isEmpty();
            return unknown ? RegistryError.subjectNotFound(subject) : RegistryError.versionNotFound(number);
        });
    }
}
