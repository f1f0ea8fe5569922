package io.promptyard.serde;

import java.util.List;

/**
 * What a registry makes of the schema of one topic's values. {@code reasons} say why it is a problem, in the client
 * library's words; empty when it is none.
 */
public record SubjectReport(String subject, String record, State state, List<String> reasons) {
    /** How our schema and the registry's stand to each other. */
    public enum State {
        /** The registry has it. */
        SAME,
        /** The registry does not know the subject. */
        MISSING,
        /** Not registered, but readable both ways with every registered version. */
        COMPATIBLE,
        /** Registered just now. */
        REGISTERED,
        /** Some registered version cannot read ours, or ours cannot read it. */
        INCOMPATIBLE,
        /** The registry said no. */
        REFUSED,
        /** The registry could not be asked. */
        UNREACHABLE;

        /** Whether somebody must act before the system can run. */
        public boolean isProblem() {
            return switch (this) {
                case SAME, MISSING, COMPATIBLE, REGISTERED -> false;
                case INCOMPATIBLE, REFUSED, UNREACHABLE -> true;
            };
        }
    }

    public SubjectReport {
        reasons = List.copyOf(reasons);
    }
}
