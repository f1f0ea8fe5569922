package io.promptyard.standalone.experiments.page;

import io.promptyard.standalone.plot.Escaped;
import java.util.List;

/** Writes HTML: tags are the program's, every text is escaped. Not thread-safe. */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /** A cell of a table: how it stands there, and what it says. */
    record Cell(String kind, String text) {
        static Cell text(String text) {
            return new Cell("", text);
        }

        static Cell number(String text) {
            return new Cell("n", text);
        }

        static Cell code(String text) {
            return new Cell("c", text);
        }
    }

    /** Markup of the program's own, never a text of anybody else's. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    Html text(String text) {
        out.append(Escaped.of(text));
        return this;
    }

    Html element(String name, String text) {
        return raw("<" + name + ">").text(text).raw("</" + name.split(" ", 2)[0] + ">\n");
    }

    Html open(String id, String title) {
        raw("<section id=\"" + id + "\" aria-labelledby=\"" + id + "-h\">\n");
        return raw("<h2 id=\"" + id + "-h\">").text(title).raw("</h2>\n");
    }

    Html close() {
        return raw("</section>\n");
    }

    /** In a frame of its own that scrolls where the page is narrow. */
    Html table(String caption, List<Cell> head, List<List<Cell>> rows) {
        raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"")
                .text(caption)
                .raw("\">\n<table>\n");
        element("caption", caption).raw("<thead><tr>");
        head.forEach(each -> cell("th scope=\"col\"", each));
        raw("</tr></thead>\n<tbody>\n");
        for (List<Cell> row : rows) {
            raw("<tr>");
            cell("th scope=\"row\"", row.getFirst());
            row.subList(1, row.size()).forEach(each -> cell("td", each));
            raw("</tr>\n");
        }
        return raw("</tbody>\n</table>\n</div>\n");
    }

    private void cell(String tag, Cell cell) {
        raw("<" + tag + (cell.kind().isEmpty() ? "" : " class=\"" + cell.kind() + "\"") + ">");
        text(cell.text()).raw("</" + tag.substring(0, 2) + ">");
    }

    Html figure(String title, String svg, String caption) {
        raw("<figure>\n").element("h3", title).raw("<div class=\"plot\" role=\"region\" tabindex=\"0\" aria-label=\"");
        text(title).raw("\">\n").raw(svg).raw("</div>\n");
        return element("figcaption", caption).raw("</figure>\n");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
