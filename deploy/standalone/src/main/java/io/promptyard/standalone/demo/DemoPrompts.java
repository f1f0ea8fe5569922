package io.promptyard.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the prompts on the class path, in their order. NOTICE-prompts.md beside them names sources and licences. */
public final class DemoPrompts {
    private static final String FILE = "prompts.jsonl";

    private DemoPrompts() {}

    public static List<DemoPrompt> load() {
        try (InputStream file = DemoPrompts.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the prompts are not on the class path: " + FILE);
            }
            return read(new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<DemoPrompt> read(BufferedReader lines) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<DemoPrompt> prompts = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode node = json.readTree(line);
            prompts.add(new DemoPrompt(
                    node.path("id").asText(),
                    node.path("task").asText(),
                    node.path("prompt").asText()));
        }
        return List.copyOf(prompts);
    }
}
