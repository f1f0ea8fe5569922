package io.promptyard.standalone.experiments.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What every page begins and ends with: a style of its own, and the word to the browser that nothing is to be loaded or run. */
final class PageFrame {
    private static final String STYLE = "report.css";

    private PageFrame() {}

    static void open(Html page, String title, String kind, String name) {
        page.raw("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta name="referrer" content="no-referrer">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                """);
        page.element("title", title).raw("<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n");
        page.raw("<header>\n<p class=\"kind\">").text(kind).raw("</p>\n");
        page.element("h1", name).raw("</header>\n");
    }

    static String close(Html page) {
        return page.raw("</main>\n</body>\n</html>\n").toString();
    }

    private static String style() {
        try (InputStream file = PageFrame.class.getResourceAsStream(STYLE)) {
            if (file == null) {
                throw new IllegalStateException("the page's style is not on the class path: " + STYLE);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
