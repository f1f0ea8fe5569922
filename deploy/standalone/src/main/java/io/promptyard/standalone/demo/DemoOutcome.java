package io.promptyard.standalone.demo;

import java.time.Duration;
import java.util.List;

/** What came of a run. {@code problems} empty means that every prompt got its one terminal response and all books agree. */
public record DemoOutcome(DemoSummary summary, List<String> problems, Duration took) {
    public DemoOutcome {
        problems = List.copyOf(problems);
    }
}
