package io.promptyard.serde;

import io.promptyard.serde.SubjectReport.State;
import java.util.List;

/** Every subject, in the order of the topics. */
public record SchemaReport(List<SubjectReport> subjects) {
    public SchemaReport {
        subjects = List.copyOf(subjects);
    }

    /** The reports of several lanes as one. */
    public static SchemaReport of(List<SchemaReport> reports) {
        return new SchemaReport(
                reports.stream().flatMap(report -> report.subjects().stream()).toList());
    }

    /** Subjects that somebody must look at: none when all is well. */
    public List<SubjectReport> problems() {
        return subjects.stream().filter(subject -> subject.state().isProblem()).toList();
    }

    /** Subjects whose schema is still to be registered. */
    public List<SubjectReport> unregistered() {
        return subjects.stream()
                .filter(subject -> subject.state() == State.MISSING || subject.state() == State.COMPATIBLE)
                .toList();
    }
}
