package io.promptyard.standalone.experiments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.promptyard.model.Target;
import io.promptyard.model.Task;
import io.promptyard.router.replay.equivalence.ScoredAnswer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** Scores as JSON lines: {@code {"prompt":"p1","task":"chat","member":"openai/gpt-4o","score":0.9}}; other fields are passed over. */
public final class ScoreFile {
    private static final JsonMapper JSON = new JsonMapper();

    private ScoreFile() {}

    /** Reads one answer after another, in the file's order; empty lines are passed over. */
    public interface Reader {
        void read(ScoredAnswer answer);
    }

    /**
     * @param name what the lines come from, for messages
     * @throws FileSystemException naming the first line that is none
     */
    public static void read(String name, BufferedReader lines, Reader reader) throws IOException {
        String line = lines.readLine();
        for (int number = 1; line != null; number++) {
            if (!line.isBlank()) {
                reader.read(answer(name, number, line));
            }
            line = lines.readLine();
        }
    }

    private static ScoredAnswer answer(String name, int number, String line) throws FileSystemException {
        try {
            JsonNode row = JSON.readTree(line);
            String task = text(row, "task");
            JsonNode score = row.path("score");
            if (!score.isNumber()) {
                throw new IllegalArgumentException("score: must be a number from 0 to 1");
            }
            return new ScoredAnswer(
                    text(row, "prompt"),
                    Task.ofLabel(task)
                            .orElseThrow(() -> new IllegalArgumentException("task: is none (got \"" + task + "\")")),
                    Target.parse(text(row, "member")),
                    score.doubleValue());
        } catch (JsonProcessingException e) {
            throw new FileSystemException(name, null, "line " + number + ": must be a JSON object");
        } catch (IllegalArgumentException e) {
            throw new FileSystemException(name, null, "line " + number + ": " + e.getMessage());
        }
    }

    private static String text(JsonNode row, String field) {
        JsonNode value = row.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new IllegalArgumentException(field + ": must be a text");
        }
        return value.textValue();
    }
}
