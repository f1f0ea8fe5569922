package io.promptyard.standalone.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table for a terminal: columns as wide as they need, numbers to the right. */
public final class Table {
    private final List<String[]> rows = new ArrayList<>();
    private final String[] head;

    public Table(String... head) {
        this.head = head.clone();
    }

    public Table row(String... cells) {
        if (cells.length != head.length) {
            throw new IllegalArgumentException("a row of " + cells.length + " cells in " + head.length + " columns");
        }
        rows.add(cells.clone());
        return this;
    }

    public void print(PrintWriter out) {
        int[] widths = new int[head.length];
        boolean[] numbers = new boolean[head.length];
        for (int i = 0; i < head.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    head[i].length(),
                    rows.stream().mapToInt(row -> row[column].length()).max().orElse(0));
            numbers[i] = rows.stream().allMatch(row -> looksNumeric(row[column]));
        }
        line(out, head, widths, numbers);
        out.println("-".repeat(Arrays.stream(widths).sum() + 2 * (head.length - 1)));
        rows.forEach(row -> line(out, row, widths, numbers));
    }

    private static void line(PrintWriter out, String[] cells, int[] widths, boolean[] numbers) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String gap = " ".repeat(widths[i] - cells[i].length());
            line.append(numbers[i] ? gap + cells[i] : cells[i] + gap).append("  ");
        }
        out.println(line.toString().stripTrailing());
    }

    private static boolean looksNumeric(String cell) {
        return cell.isEmpty() || cell.equals("-") || Character.isDigit(cell.charAt(0)) || cell.charAt(0) == '$';
    }
}
