package io.promptyard.connector;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart;
import io.promptyard.model.ContentPart.AudioPart;
import io.promptyard.model.ContentPart.FilePart;
import io.promptyard.model.ContentPart.ImagePart;
import io.promptyard.model.ContentPart.OpaquePart;
import io.promptyard.model.ContentPart.TextPart;
import io.promptyard.model.Dispatch;
import io.promptyard.model.EmbeddingInput;
import io.promptyard.model.EmbeddingInput.Text;
import io.promptyard.model.EmbeddingInput.Tokens;
import io.promptyard.model.PromptContent.EmbeddingBody;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.Target;
import io.promptyard.model.ToolCall;
import io.promptyard.model.ToolDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One prompt per trap of translation, by name: each dialect has a golden file for each. */
public final class RequestCases {
    private static final Target TARGET = Target.of("provider", "claude-sonnet-4-20250514");
    private static final SamplingParameters NONE = SamplingParameters.DEFAULTS;
    private static final SamplingParameters ALL = new SamplingParameters(
            100,
            null,
            1.7,
            0.9,
            40,
            null,
            List.of("END", "\n\nHuman:"),
            7L,
            0.5,
            -0.5,
            null,
            null,
            null,
            "low",
            "user-1");
    private static final SamplingParameters ONE_TOOL_AT_A_TIME = new SamplingParameters(
            null, 200, null, 0.5, null, 1, List.of(), null, null, null, false, null, false, null, null);
    private static final SamplingParameters AT_LINE_END = new SamplingParameters(
            null, null, null, null, null, null, List.of("END", "\n"), null, null, null, null, null, null, null, null);
    private static final SamplingParameters TWO_CHOICES = new SamplingParameters(
            null, null, null, null, null, 2, List.of(), null, null, null, null, null, null, null, null);
    private static final SamplingParameters LOGPROBS = new SamplingParameters(
            null, null, null, null, null, null, List.of(), null, null, null, true, 3, null, null, null);
    private static final ToolDefinition WEATHER = new ToolDefinition(
            "get_weather",
            "Weather now",
            "{\"type\":\"object\",\"properties\":{\"z\":{\"type\":\"string\"},\"a\":{\"minimum\":1.50}},\"required\":[\"z\"]}",
            true,
            "function",
            "{\"cache_control\":{\"type\":\"ephemeral\"}}");
    private static final ToolDefinition CLOCK = new ToolDefinition("a_clock", null, null, null, "function", "{}");

    private RequestCases() {}

    /** All, by name. */
    public static Map<String, Dispatch> all() {
        Map<String, Dispatch> cases = new TreeMap<>();
        cases.put("plain", prompt(body(NONE, "{}", user("Hello ✓"))));
        cases.put("conversation", prompt(conversation()));
        cases.put("sampling", prompt(body(ALL, "{}", user("Hello"))));
        cases.put("stop-at-line-end", prompt(body(AT_LINE_END, "{}", user("Hello"))));
        cases.put("two-choices", prompt(body(TWO_CHOICES, "{}", user("Hello"))));
        cases.put("logprobs", prompt(body(LOGPROBS, "{}", user("Hello"))));
        cases.put("stream", stream(body(NONE, "{}", user("Hello"))));
        cases.put(
                "stream-options",
                stream(body(NONE, "{\"stream_options\":{\"include_usage\":false,\"x\":1}}", user("Hello"))));
        cases.put("tools", prompt(tools(NONE, "\"required\"")));
        cases.put("tools-one-at-a-time", prompt(tools(ONE_TOOL_AT_A_TIME, null)));
        cases.put("tools-named", prompt(tools(NONE, "{\"type\":\"function\",\"function\":{\"name\":\"a_clock\"}}")));
        cases.put("tool-results", prompt(toolResults()));
        cases.put("tool-arguments-broken", prompt(body(NONE, "{}", user("Hi"), calling("{\"a\":"))));
        cases.put("images", prompt(body(NONE, "{}", parts(images()))));
        cases.put("file", prompt(body(NONE, "{}", parts(file()))));
        cases.put("audio", prompt(body(NONE, "{}", parts(new AudioPart("AAAA", "wav", "{}")))));
        cases.put("json-schema", prompt(schema()));
        cases.put("extra-fields", prompt(body(NONE, EXTRA, user("Hello"))));
        cases.put("cache-control", prompt(cacheControl()));
        cases.put("thinking", prompt(thinking()));
        cases.put("system-only", prompt(body(NONE, "{}", ChatMessage.of(Role.SYSTEM, "Say hello."))));
        cases.put("custom-tool", prompt(customTool()));
        cases.put("embed-text", embed(EmbeddingBody.of("Hello ✓")));
        cases.put("embed-texts", embed(embedding(List.of(new Text("One"), new Text("Two")), EMBEDDING_EXTRA)));
        cases.put(
                "embed-tokens", embed(embedding(List.of(new Tokens(List.of(9906, 0)), new Tokens(List.of(1))), "{}")));
        return cases;
    }

    private static final String EMBEDDING_EXTRA =
            "{\"input_type\":\"search_query\",\"taskType\":\"RETRIEVAL_QUERY\",\"keep_alive\":\"5m\",\"zeta\":1.10}";

    private static EmbeddingBody embedding(List<EmbeddingInput> inputs, String extra) {
        return new EmbeddingBody(inputs, 256, "base64", "user-1", extra);
    }

    private static Dispatch embed(EmbeddingBody body) {
        return Prompts.dispatch(TARGET, body, false);
    }

    private static final String EXTRA =
            "{\"zeta\":1.10,\"alpha\":[1,{\"b\":null,\"a\":true}],\"metadata\":{\"user_id\":\"u\"},"
                    + "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024},\"model\":\"never\",\"messages\":[],\"stream\":true}";

    private static PromptBody conversation() {
        return body(
                NONE,
                "{}",
                ChatMessage.of(Role.SYSTEM, "Be brief."),
                user("One"),
                new ChatMessage(
                        Role.USER, List.of(new TextPart("Two"), new TextPart("")), List.of(), null, "ann", "{}"),
                ChatMessage.of(Role.ASSISTANT, "Yes"),
                ChatMessage.of(Role.DEVELOPER, "Be kind."),
                ChatMessage.of(Role.ASSISTANT, "indeed \n"));
    }

    private static PromptBody tools(SamplingParameters sampling, @Nullable String choice) {
        return new PromptBody(List.of(user("Weather?")), List.of(WEATHER, CLOCK), choice, sampling, null, "{}");
    }

    private static PromptBody toolResults() {
        ChatMessage asks = new ChatMessage(
                Role.ASSISTANT,
                List.of(),
                List.of(
                        ToolCall.function("call.1", "get_weather", "{\"z\":\"Paris\"}"),
                        ToolCall.function("call_2", "a_clock", "")),
                null,
                null,
                "{}");
        return body(
                NONE,
                "{}",
                user("Weather?"),
                asks,
                user("Quick!"),
                result("call.1", "sunny"),
                result("call_2", ""),
                user("Well?"));
    }

    private static ContentPart[] images() {
        return new ContentPart[] {
            new TextPart("What are these?"),
            new ImagePart("data:image/png;base64,iVBORw0KGgo=", "low", "{}"),
            new ImagePart("https://h.example/cat.jpg", null, "{\"image_url\":{\"x\":1}}")
        };
    }

    private static ContentPart file() {
        return new FilePart(null, "data:application/pdf;base64,JVBERi0=", "a.pdf", "{}");
    }

    private static PromptBody schema() {
        String format =
                "{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"n\",\"strict\":true,\"schema\":{\"type\":\"object\"}}}";
        return new PromptBody(List.of(user("JSON, please")), List.of(), null, NONE, format, "{}");
    }

    private static PromptBody cacheControl() {
        String ephemeral = "{\"cache_control\":{\"type\":\"ephemeral\"}}";
        ChatMessage system = new ChatMessage(
                Role.SYSTEM, List.of(new TextPart("Long text", ephemeral)), List.of(), null, null, "{}");
        ChatMessage user = new ChatMessage(Role.USER, List.of(new TextPart("Hello")), List.of(), null, null, ephemeral);
        return body(NONE, "{}", system, user);
    }

    private static PromptBody thinking() {
        String blocks =
                "{\"reasoning_content\":\"Hm.\",\"thinking_blocks\":[{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"c2ln\"}]}";
        ChatMessage asks = new ChatMessage(
                Role.ASSISTANT, List.of(), List.of(ToolCall.function("call_1", "a_clock", "{}")), null, null, blocks);
        List<ChatMessage> messages = List.of(user("Time?"), asks, result("call_1", "noon"));
        return new PromptBody(messages, List.of(CLOCK), null, NONE, null, "{}");
    }

    private static PromptBody customTool() {
        String own = "{\"custom\":{\"name\":\"sql\",\"format\":{\"type\":\"text\"}}}";
        ToolDefinition tool = new ToolDefinition("", null, null, null, "custom", own);
        ChatMessage refused = new ChatMessage(
                Role.USER, List.of(new OpaquePart("{\"type\":\"new_kind\",\"x\":[1.0]}")), List.of(), null, null, "{}");
        return new PromptBody(List.of(refused), List.of(tool), "auto", NONE, null, "{}");
    }

    private static ChatMessage calling(String arguments) {
        List<ToolCall> calls = List.of(ToolCall.function("call_1", "a_clock", arguments));
        return new ChatMessage(Role.ASSISTANT, List.of(new TextPart("I ask.")), calls, null, null, "{}");
    }

    private static ChatMessage result(String id, String text) {
        return new ChatMessage(Role.TOOL, List.of(new TextPart(text)), List.of(), id, null, "{}");
    }

    private static ChatMessage parts(ContentPart... parts) {
        return new ChatMessage(Role.USER, List.of(parts), List.of(), null, null, "{}");
    }

    private static ChatMessage user(String text) {
        return ChatMessage.of(Role.USER, text);
    }

    private static PromptBody body(SamplingParameters sampling, String extra, ChatMessage... messages) {
        return new PromptBody(List.of(messages), List.of(), null, sampling, null, extra);
    }

    private static Dispatch prompt(PromptBody body) {
        return Prompts.dispatch(TARGET, body, false);
    }

    private static Dispatch stream(PromptBody body) {
        return Prompts.dispatch(TARGET, body, true);
    }
}
