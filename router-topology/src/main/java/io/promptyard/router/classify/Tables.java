package io.promptyard.router.classify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The data the first tier works with, as lines of text; each reader describes its own form. */
record Tables(
        List<String> languages,
        List<String> cues,
        List<String> instructions,
        List<String> tasks,
        List<String> domains) {

    static Tables builtIn() {
        return new Tables(
                lines("languages.tsv"),
                lines("task-cues.tsv"),
                lines("instructions.txt"),
                lines("task-lexicon.tsv"),
                lines("domain-lexicon.tsv"));
    }

    static List<String> lines(String resource) {
        try (InputStream in = Tables.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("classification table " + resource + " is not in this build");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return reader.lines().filter(line -> !line.isBlank()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
