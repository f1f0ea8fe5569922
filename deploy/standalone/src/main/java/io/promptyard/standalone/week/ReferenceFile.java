package io.promptyard.standalone.week;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.RequestId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Right answers by request id, as JSON lines. */
public final class ReferenceFile {
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<RequestId, String> references = new LinkedHashMap<>();

    public void add(RequestId id, String reference) {
        references.put(id, reference);
    }

    public void write(Path file) throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            references.forEach((id, reference) -> line(lines, id, reference));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void line(BufferedWriter lines, RequestId id, String reference) {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("id", id.value());
        line.put("expected", reference);
        try {
            lines.write(JSON.writeValueAsString(line));
            lines.newLine();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
