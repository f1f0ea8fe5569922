package io.promptyard.bench.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.bench.report.Report.Figures;
import io.promptyard.standalone.cli.Table;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a report is written; {@link #MARKDOWN} is a section ready to paste. */
public enum ReportWriter {
    TEXT {
        @Override
        public void write(Report report, PrintWriter out) {
            out.println(report.name() + ": " + report.machine());
            for (Figures figures : report.figures()) {
                out.println();
                out.println(figures.title());
                Table table = new Table(figures.head().toArray(String[]::new));
                figures.rows().forEach(row -> table.row(row.toArray(String[]::new)));
                table.print(out);
            }
            out.println();
            report.notes().forEach(note -> out.println("- " + note));
        }
    },
    MARKDOWN {
        @Override
        public void write(Report report, PrintWriter out) {
            out.println("## " + report.name());
            out.println();
            out.println("`" + report.command() + "` on " + report.machine() + ".");
            for (Figures figures : report.figures()) {
                out.println();
                out.println(figures.title() + ":");
                out.println();
                out.println(row(figures.head()));
                out.println(row(figures.head().stream().map(cell -> "---").toList()));
                figures.rows().forEach(row -> out.println(row(row)));
            }
            out.println();
            report.notes().forEach(note -> out.println("- " + note));
        }
    },
    JSON {
        @Override
        public void write(Report report, PrintWriter out) {
            Map<String, Object> tables = new LinkedHashMap<>();
            for (Figures figures : report.figures()) {
                tables.put(
                        figures.title(),
                        figures.rows().stream()
                                .map(row -> named(figures.head(), row))
                                .toList());
            }
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("name", report.name());
            all.put("command", report.command());
            all.put("machine", report.machine());
            all.put("figures", tables);
            all.put("notes", report.notes());
            try {
                out.println(new JsonMapper().writeValueAsString(all));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("texts that are no JSON", e);
            }
        }
    };

    public abstract void write(Report report, PrintWriter out);

    private static String row(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static Map<String, String> named(List<String> head, List<String> row) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < head.size(); i++) {
            named.put(head.get(i), row.get(i));
        }
        return named;
    }
}
