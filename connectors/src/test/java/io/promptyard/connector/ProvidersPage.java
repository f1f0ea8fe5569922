package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tables of docs/reference/providers.md that tests write: {@code mvn test -Dpromptyard.golden=renew} does it. */
final class ProvidersPage {
    private static final Path PAGE = Path.of("..", "docs", "reference", "providers.md");

    private ProvidersPage() {}

    /** That {@code table} stands between the comments of this name. */
    static void assertHolds(String name, String table) throws IOException {
        String begin = "<!-- " + name + " -->\n";
        String page = Files.readString(PAGE);
        String head = page.substring(0, page.indexOf(begin) + begin.length());
        String tail = page.substring(page.indexOf("<!-- /" + name + " -->\n"));
        String made = head + table + tail;
        if ("renew".equals(System.getProperty("promptyard.golden"))) {
            Files.writeString(PAGE, made);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(made);
    }
}
