package io.promptyard.standalone.experiments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of a report for machines. Cells are {@link String}, {@link Long}, {@link Double} or {@link Boolean} as their column
 * says, null where a figure is not known.
 */
public record ReportTable(String name, List<Column> columns, List<List<@Nullable Object>> rows) {
    /** What the cells of a column are; money is text, so that it stays exact. */
    public enum Kind {
        TEXT(String.class),
        COUNT(Long.class),
        NUMBER(Double.class),
        FLAG(Boolean.class);

        private final Class<?> type;

        Kind(Class<?> type) {
            this.type = type;
        }
    }

    /** A column's name, which is the same in every format, and what it holds. */
    public record Column(String name, Kind kind) {}

    public ReportTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Fills a table row by row; checks each cell. Not thread-safe. */
    static final class Builder {
        private final String name;
        private final List<Column> columns = new ArrayList<>();
        private final List<List<@Nullable Object>> rows = new ArrayList<>();

        Builder(String name) {
            this.name = name;
        }

        Builder columns(Kind kind, String... names) {
            for (String each : names) {
                columns.add(new Column(each, kind));
            }
            return this;
        }

        Builder row(List<@Nullable Object> cells) {
            if (cells.size() != columns.size()) {
                throw new IllegalArgumentException(
                        name + ": a row of " + cells.size() + " cells in " + columns.size() + " columns");
            }
            for (int i = 0; i < cells.size(); i++) {
                Object cell = cells.get(i);
                Column column = columns.get(i);
                if (cell != null && !column.kind().type.isInstance(cell)) {
                    throw new IllegalArgumentException(name + "." + column.name() + ": must be " + column.kind()
                            + " (got " + cell.getClass() + ")");
                }
            }
            rows.add(Collections.unmodifiableList(new ArrayList<>(cells)));
            return this;
        }

        ReportTable build() {
            return new ReportTable(name, columns, rows);
        }
    }
}
