package io.promptyard.standalone.registry;

/** A refusal in the real registry's terms: HTTP status, its error code, and a message for people. */
final class RegistryError extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int CODES_PER_STATUS = 100;

    private final int code;

    private RegistryError(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Five-digit codes carry the status in their first three digits. */
    int status() {
        return code < 1000 ? code : code / CODES_PER_STATUS;
    }

    static RegistryError badRequest(String message) {
        return new RegistryError(400, message);
    }

    static RegistryError http(int status) {
        return new RegistryError(status, "HTTP " + status);
    }

    static RegistryError subjectNotFound(String subject) {
        return new RegistryError(40401, "Subject '" + subject + "' not found.");
    }

    static RegistryError versionNotFound(int version) {
        return new RegistryError(40402, "Version " + version + " not found.");
    }

    static RegistryError schemaNotFound() {
        return new RegistryError(40403, "Schema not found");
    }

    static RegistryError idNotFound(int id) {
        return new RegistryError(40403, "Schema " + id + " not found");
    }

    static RegistryError subjectSoftDeleted(String subject) {
        return new RegistryError(
                40404, "Subject '" + subject + "' was soft deleted. Set permanent=true to delete permanently");
    }

    static RegistryError subjectNotSoftDeleted(String subject) {
        return new RegistryError(
                40405, "Subject '" + subject + "' was not deleted first before being permanently deleted");
    }

    static RegistryError versionSoftDeleted(String subject, int version) {
        return new RegistryError(
                40406,
                "Subject '%s' Version %d was soft deleted. Set permanent=true to delete permanently"
                        .formatted(subject, version));
    }

    static RegistryError versionNotSoftDeleted(String subject, int version) {
        return new RegistryError(
                40407,
                "Subject '%s' Version %d was not deleted first before being permanently deleted"
                        .formatted(subject, version));
    }

    static RegistryError noSubjectCompatibility(String subject) {
        return new RegistryError(
                40408, "Subject '" + subject + "' does not have subject-level compatibility configured");
    }

    static RegistryError noSubjectMode(String subject) {
        return new RegistryError(40409, "Subject '" + subject + "' does not have subject-level mode configured");
    }

    static RegistryError incompatible(String subject, Iterable<String> why) {
        return new RegistryError(
                409,
                "Schema being registered is incompatible with an earlier schema for subject \"%s\", details: [%s]"
                        .formatted(subject, String.join(", ", why)));
    }

    static RegistryError invalidSchema(String why) {
        return new RegistryError(42201, "Invalid schema: " + why);
    }

    static RegistryError invalidVersion(String version) {
        return new RegistryError(
                42202,
                "The specified version '%s' is not a valid version id. Allowed values are between [1, 2^31-1] and the string \"latest\""
                        .formatted(version));
    }

    static RegistryError invalidCompatibility() {
        return new RegistryError(
                42203,
                "Invalid compatibility level. Valid values are none, backward, forward, full, backward_transitive, forward_transitive, and full_transitive");
    }

    static RegistryError invalidMode() {
        return new RegistryError(42204, "Invalid mode. Valid values are READWRITE, READONLY and READONLY_OVERRIDE");
    }

    static RegistryError notPermitted(String message) {
        return new RegistryError(42205, message);
    }

    static RegistryError referenced(String subject, int version) {
        return new RegistryError(
                42206,
                "One or more references exist to the schema {subject=%s,version=%d}".formatted(subject, version));
    }

    static RegistryError backend(String message) {
        return new RegistryError(50001, "Error in the backend data store: " + message);
    }
}
