package io.promptyard.standalone.week;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads the prompts on the class path, in their order. NOTICE-week.md beside them names their source and licence. */
public final class WeekPrompts {
    private static final String FILE = "prompts.jsonl.gz";

    private WeekPrompts() {}

    public static List<WeekPrompt> load() {
        try (InputStream file = WeekPrompts.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the prompts are not on the class path: " + FILE);
            }
            return read(new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<WeekPrompt> read(BufferedReader lines) throws IOException {
        JsonMapper json = new JsonMapper();
        List<WeekPrompt> prompts = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            JsonNode node = json.readTree(line);
            Map<Target, Double> outcomes = new HashMap<>();
            node.path("outcomes")
                    .properties()
                    .forEach(each -> outcomes.put(
                            Target.parse(each.getKey()), each.getValue().doubleValue()));
            prompts.add(new WeekPrompt(
                    node.path("id").asText(),
                    node.path("bench").asText(),
                    node.path("prompt").asText(),
                    outcomes));
        }
        return List.copyOf(prompts);
    }
}
