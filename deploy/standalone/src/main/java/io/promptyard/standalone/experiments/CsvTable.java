package io.promptyard.standalone.experiments;

import io.promptyard.standalone.experiments.ReportTable.Column;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table as CSV by RFC 4180: UTF-8, CRLF, a head. What is not known is an empty cell. A text that a spreadsheet would run as a
 * formula gets an apostrophe before it. Pure.
 */
public final class CsvTable {
    private static final String LINE = "\r\n";
    private static final String FORMULA = "=+-@\t\r";

    private CsvTable() {}

    public static String of(ReportTable table) {
        StringBuilder csv = new StringBuilder();
        csv.append(table.columns().stream().map(Column::name).collect(Collectors.joining(",")))
                .append(LINE);
        for (List<@Nullable Object> row : table.rows()) {
            csv.append(row.stream().map(CsvTable::cell).collect(Collectors.joining(",")))
                    .append(LINE);
        }
        return csv.toString();
    }

    private static String cell(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        if (!(cell instanceof String text)) {
            return cell.toString();
        }
        boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !text.matches("-?[0-9.]+");
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.isEmpty()
                || safe.chars().anyMatch(each -> each == ',' || each == '"' || each == '\n' || each == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
