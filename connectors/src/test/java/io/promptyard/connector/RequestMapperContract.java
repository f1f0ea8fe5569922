package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.RequestWriter;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Dispatch;
import io.promptyard.model.Target;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of {@link RequestCases}, as a dialect writes it: byte for byte what a reviewer approved; and whatever was said, read back. */
public abstract class RequestMapperContract {
    /** Of no meaning where nothing may be called. */
    private static final Set<String> OF_CALLS = Set.of("parallel_tool_calls", "tools.strict");

    private static final Set<String> PARTS =
            Set.of("image_url by data", "image_url by address", "image_url.detail", "input_audio", "file by data");

    private final String dialect;
    private final RequestWriter writer;

    /** @param dialect the folder of the golden files */
    protected RequestMapperContract(String dialect, RequestWriter writer) {
        this.dialect = dialect;
        this.writer = writer;
    }

    static Stream<Arguments> cases() {
        return RequestCases.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void shouldWriteTheGoldenBytes(String name, Dispatch dispatch) throws Exception {
        assertGolden(name, dispatch);
    }

    @Property(tries = 100)
    void shouldKeepWhatWasSaidAndOfferedWhateverItIs(@ForAll("conversations") Conversation conversation)
            throws Exception {
        // When
        JsonNode request =
                writer.write(Prompts.dispatch(Target.of("p", "claude-sonnet-4-20250514"), conversation.body(), false));

        // Then
        assertThat(RequestWords.said(dialect, request)).isEqualTo(conversation.said(!dialect.equals("vertex")));
        assertThat(RequestWords.tools(dialect, request)).isEqualTo(conversation.tools());
        assertThat(RequestWords.limit(request)).isEqualTo(conversation.limit());
    }

    /** From a client's JSON through the gateway's record and the dialect, and read back as chat has it. */
    @Property(tries = 300)
    void shouldCarryEveryFieldOrSayThatItDoesNot(@ForAll("fields") Map<ChatField, JsonNode> said) {
        // Given
        Carriage carriage = carriage();
        Map<ChatField, JsonNode> possible = new LinkedHashMap<>(said);
        possible.keySet().removeIf(field -> isPartRefused(carriage, field));

        // When
        Map<ChatField, Carriage.Fate> fates = carriage.together(possible);

        // Then
        assertThat(fates).hasSameSizeAs(possible).allSatisfy((field, fate) -> {
            if (carriage.alone(field) != Carriage.Fate.CARRIED) {
                assertThat(fate).as(field.name()).isNotEqualTo(Carriage.Fate.CARRIED);
            }
        });
    }

    @Provide
    Arbitrary<Map<ChatField, JsonNode>> fields() {
        List<ChatField> all = ChatField.all();
        return Arbitraries.of(all).set().ofMaxSize(all.size()).flatMap(RequestMapperContract::said);
    }

    private static Arbitrary<Map<ChatField, JsonNode>> said(Set<ChatField> chosen) {
        Set<String> rivals = new HashSet<>();
        List<ChatField> alone = chosen.stream()
                .filter(field -> field.rivals().isEmpty() || rivals.add(field.rivals()))
                .toList();
        boolean uncalled = alone.stream().anyMatch(field -> field.name().equals("tool_choice: none"));
        List<ChatField> fields = alone.stream()
                .filter(field -> !uncalled || !OF_CALLS.contains(field.name()))
                .toList();
        return Combinators.combine(fields.stream()
                        .map(field -> Arbitraries.of(field.values()))
                        .toList())
                .as(values -> {
                    Map<ChatField, JsonNode> said = new LinkedHashMap<>();
                    for (int i = 0; i < fields.size(); i++) {
                        said.put(fields.get(i), ChatField.parse(values.get(i)));
                    }
                    return said;
                });
    }

    /** What a prompt is made of stays refused: with it nothing else would be seen. */
    private static boolean isPartRefused(Carriage carriage, ChatField field) {
        return PARTS.contains(field.name()) && carriage.alone(field) == Carriage.Fate.REFUSED;
    }

    Carriage carriage() {
        return new Carriage(dialect, writer);
    }

    String dialect() {
        return dialect;
    }

    @Provide
    Arbitrary<Conversation> conversations() {
        return Conversation.any();
    }

    /** For cases that a dialect has beside {@link RequestCases}. */
    protected void assertGolden(String name, Dispatch dispatch) throws Exception {
        Buffer made = requestOrRefusal(dispatch);
        Buffer golden = GoldenFiles.golden(dialect + "/requests/" + name + ".json", made);
        assertThat(made.toString()).isEqualTo(golden.toString());
    }

    private Buffer requestOrRefusal(Dispatch dispatch) {
        try {
            return WireJson.bytes(writer.write(dispatch)).appendString("\n");
        } catch (PromptRejectedException e) {
            return Buffer.buffer("refused: " + e.reason() + "\n");
        }
    }
}
