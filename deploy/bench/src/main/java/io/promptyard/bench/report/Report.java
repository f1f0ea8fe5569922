package io.promptyard.bench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * What one benchmark found.
 *
 * @param name of the benchmark
 * @param command that prints it again
 * @param machine it was measured on
 * @param notes how it was measured and what to beware of, a sentence or two each
 */
public record Report(String name, String command, String machine, List<Figures> figures, List<String> notes) {
    public Report {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    /** A table of figures; each row has as many cells as {@code head}. */
    public record Figures(String title, List<String> head, List<List<String>> rows) {
        public Figures {
            head = List.copyOf(head);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<String> row : rows) {
                if (row.size() != head.size()) {
                    throw new IllegalArgumentException(
                            "a row of " + row.size() + " cells in " + head.size() + " columns");
                }
            }
        }

        public static Builder of(String title, String... head) {
            return new Builder(title, List.of(head));
        }
    }

    /** Collects the rows of a table. */
    public static final class Builder {
        private final String title;
        private final List<String> head;
        private final List<List<String>> rows = new ArrayList<>();

        private Builder(String title, List<String> head) {
            this.title = title;
            this.head = head;
        }

        public Builder row(String... cells) {
            rows.add(List.of(cells));
            return this;
        }

        public Figures build() {
            return new Figures(title, head, rows);
        }
    }
}
