package io.promptyard.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.promptyard.connector.http.PromptRejectedException;
import io.promptyard.connector.http.RequestWriter;
import io.promptyard.connector.http.WireJson;
import io.promptyard.model.Dispatch;
import io.promptyard.model.Target;
import io.vertx.core.buffer.Buffer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of {@link RequestCases}, as a dialect writes it: byte for byte what a reviewer approved; and whatever was said, read back. */
public abstract class RequestMapperContract {
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
