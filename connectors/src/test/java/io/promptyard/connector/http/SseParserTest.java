package io.promptyard.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SseParserTest {

    @Test
    void shouldReadFieldsAsTheStandardSays() {
        // Given
        String stream = "\uFEFF: a comment\n\nevent: ping\ndata:no space\ndata:  two spaces\nid: 1\nretry: 5\nodd\n\n"
                + "data\n\nevent: lost\n\ndata: ✓ 日本\r\ndata: second\r\n\r\ndata: last";

        // When
        List<SseEvent> events = parse(stream.getBytes(StandardCharsets.UTF_8), List.of());

        // Then
        assertThat(events)
                .containsExactly(
                        new SseEvent("ping", "no space\n two spaces"),
                        new SseEvent("message", ""),
                        new SseEvent("message", "✓ 日本\nsecond"),
                        new SseEvent("message", "last"));
    }

    @Property(tries = 500)
    void shouldReadTheSameEventsHoweverTheBytesAreSplit(@ForAll("streams") String stream, @ForAll List<Integer> cuts) {
        // Given
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);

        // When
        List<SseEvent> split = parse(bytes, cuts);

        // Then
        assertThat(split).isEqualTo(parse(bytes, List.of()));
    }

    @Property(tries = 50)
    void shouldReadTheSameEventsByteByByte(@ForAll("streams") String stream) {
        // Given
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<Integer> everywhere = new ArrayList<>();
        for (int i = 0; i < bytes.length; i++) {
            everywhere.add(i);
        }

        // When
        List<SseEvent> split = parse(bytes, everywhere);

        // Then
        assertThat(split).isEqualTo(parse(bytes, List.of()));
    }

    @Provide
    Arbitrary<String> streams() {
        return Arbitraries.of(
                        "data: ",
                        "data:",
                        "event: ",
                        "event:x",
                        "é",
                        "日本",
                        "😀",
                        "{\"a\":1}",
                        ": c",
                        "\n",
                        "\r\n",
                        "\r",
                        "\n\n",
                        "\r\n\r\n",
                        "id: 7",
                        " ",
                        "\uFEFF",
                        "[DONE]")
                .list()
                .ofMaxSize(30)
                .map(pieces -> String.join("", pieces));
    }

    private static List<SseEvent> parse(byte[] bytes, List<Integer> cuts) {
        SseParser parser = new SseParser();
        List<SseEvent> events = new ArrayList<>();
        int start = 0;
        int[] ends = cuts.stream()
                .mapToInt(cut -> bytes.length == 0 ? 0 : Math.floorMod(cut, bytes.length))
                .sorted()
                .toArray();
        for (int end : ends) {
            events.addAll(parser.feed(Buffer.buffer(Arrays.copyOfRange(bytes, start, end))));
            start = end;
        }
        events.addAll(parser.feed(Buffer.buffer(Arrays.copyOfRange(bytes, start, bytes.length))));
        events.addAll(parser.end());
        return events;
    }
}
