package io.promptyard.router.classify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.promptyard.fuzz.FuzzTarget;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Lines from anywhere: each that is not blank is answered by one line, a classification or what is wrong with it. */
class ClassifyLinesFuzzTest extends FuzzTarget {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final ClassifyLines lines = new ClassifyLines(HeuristicClassifier.create(() -> 0), false);

    @Override
    protected void read(byte[] input) throws IOException {
        // Given
        String text = new String(input, StandardCharsets.UTF_8);
        StringWriter out = new StringWriter();

        // When
        lines.run(new StringReader(text), out);

        // Then
        assertThat(out.toString().lines())
                .hasSize((int) text.lines().filter(line -> !line.isBlank()).count());
        for (String line : out.toString().lines().toList()) {
            JsonNode answer = JSON.readTree(line);
            assertThat(answer.has("task")).isNotEqualTo(answer.has("error"));
        }
    }

    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of("""
                        {"id":"1","prompt":"Write a Java method that sorts.\\n```java\\nint x = 1;\\n```"}
                        {"id":2,"prompt":"Übersetze das ins Englische: Guten Tag"}
                        """, """
                        {"id":"m","prompt":[{"role":"system","content":"Be brief"},{"role":"user","content":[\
                        {"type":"text","text":"What is 2+2? | a | b |"},{"type":"image_url","image_url":{"url":"x"}}]}]}
                        """).map(each -> each.getBytes(StandardCharsets.UTF_8));
    }
}
