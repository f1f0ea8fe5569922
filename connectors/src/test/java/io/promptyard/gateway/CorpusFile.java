package io.promptyard.gateway;

import io.promptyard.model.Target;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;

/**
 * One exchange of the corpus, a file in sections; {@code src/test/resources/corpus/README.md} says what they hold. Immutable.
 *
 * @param head what stands before the first section, a line on where the reply's shape is documented
 * @param sections texts by name, each with the words behind the name in {@code words}
 */
record CorpusFile(Path file, String head, Map<String, String> sections, Map<String, String> words) {
    static final Path FOLDER = Path.of("src", "test", "resources", "corpus");
    private static final String MARK = "--- ";

    /** All of a dialect's, in the order of their names. */
    static List<CorpusFile> of(String dialect) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(dialect))) {
            return files.sorted().map(CorpusFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<CorpusFile> all() {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .flatMap(folder -> of(folder.getFileName().toString()).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CorpusFile read(Path file) {
        try {
            StringBuilder head = new StringBuilder();
            Map<String, String> sections = new LinkedHashMap<>();
            Map<String, String> words = new LinkedHashMap<>();
            String current = "";
            for (String line : Files.readString(file).split("(?<=\n)")) {
                if (line.startsWith(MARK)) {
                    String[] marked = line.substring(MARK.length()).strip().split(" ", 2);
                    current = marked[0];
                    sections.put(current, "");
                    words.put(current, marked.length == 1 ? "" : marked[1]);
                } else if (current.isEmpty()) {
                    head.append(line);
                } else {
                    sections.merge(current, line, String::concat);
                }
            }
            return new CorpusFile(file, head.toString(), sections, words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with one section said anew, behind the others where it was not there. */
    CorpusFile with(String section, String words, String text) {
        Map<String, String> sections = new LinkedHashMap<>(this.sections);
        Map<String, String> all = new LinkedHashMap<>(this.words);
        sections.remove(section);
        sections.put(section, text.endsWith("\n") || text.isEmpty() ? text : text + "\n");
        all.put(section, words);
        return new CorpusFile(file, head, sections, all);
    }

    /** As a file has it, client first. */
    String text() {
        StringBuilder text = new StringBuilder(head);
        for (String name : List.of("client", "upstream", "reply", "outcome", "answer")) {
            if (sections.containsKey(name)) {
                String more = words.get(name);
                text.append(MARK)
                        .append(name)
                        .append(more.isEmpty() ? "" : " " + more)
                        .append('\n');
                text.append(sections.get(name));
            }
        }
        return text.toString();
    }

    String dialect() {
        return file.getParent().getFileName().toString();
    }

    Target target() {
        String[] parts = words.get("client").split("/", 2);
        return Target.of(parts[0], parts[1]);
    }

    String client() {
        return sections.get("client").strip();
    }

    /** Whether the provider is called at all. */
    boolean isCalled() {
        return sections.containsKey("reply");
    }

    int status() {
        return Integer.parseInt(words.get("reply").split(" ", 2)[0]);
    }

    /** Whether the connection breaks after the reply's last byte. */
    boolean isCut() {
        return List.of(words.get("reply").split(" ")).contains("cut");
    }

    boolean isStream() {
        return contentType().contains("stream") || contentType().contains("ndjson");
    }

    String contentType() {
        StringBuilder type = new StringBuilder();
        for (String word : words.get("reply").split(" ", 2)[1].split(" ")) {
            if (!word.equals("cut") && (word.startsWith("charset=") || !word.contains("="))) {
                type.append(type.isEmpty() ? "" : " ").append(word);
            }
        }
        return type.toString();
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String word : words.get("reply").split(" ")) {
            if (word.contains("=") && !word.startsWith("charset=")) {
                headers.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
            }
        }
        return headers;
    }

    /** The bytes: as they stand, or AWS' frames, made by AWS' own library of a line for each, its event and its payload. */
    Buffer reply() {
        String text = sections.get("reply");
        if (!contentType().contains("amazon.eventstream")) {
            return Buffer.buffer(text);
        }
        Buffer frames = Buffer.buffer();
        text.lines().forEach(line -> frames.appendBytes(frame(line)));
        return frames;
    }

    private static byte[] frame(String line) {
        boolean exception = line.startsWith("!");
        int space = line.indexOf(' ');
        String name = line.substring(exception ? 1 : 0, space);
        Map<String, HeaderValue> headers = Map.of(
                exception ? ":exception-type" : ":event-type",
                HeaderValue.fromString(name),
                ":content-type",
                HeaderValue.fromString("application/json"),
                ":message-type",
                HeaderValue.fromString(exception ? "exception" : "event"));
        var bytes = new Message(headers, line.substring(space + 1).getBytes(StandardCharsets.UTF_8)).toByteBuffer();
        byte[] frame = new byte[bytes.remaining()];
        bytes.get(frame);
        return frame;
    }

    @Override
    public String toString() {
        return dialect() + "/" + file.getFileName();
    }
}
