package io.promptyard.connector;

import io.promptyard.model.ChatMessage;
import io.promptyard.model.ContentPart.TextPart;
import io.promptyard.model.PromptContent.PromptBody;
import io.promptyard.model.Role;
import io.promptyard.model.SamplingParameters;
import io.promptyard.model.ToolCall;
import io.promptyard.model.ToolDefinition;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A conversation of what every dialect can carry, as OpenAI has it, and the same in a line for each thing that is said.
 *
 * @param said what {@link RequestWords} must read out of every dialect's request
 * @param limit of output tokens
 */
record Conversation(PromptBody body, List<String> said, List<String> tools, int limit) {
    private static final String SCHEMA = "{\"type\":\"object\",\"properties\":{\"town\":{\"type\":\"string\"}}}";

    /** An answer with calls and what came of them, or without any, and what the user said next. */
    private record Turn(String answer, List<String> arguments, String next) {}

    /** @param ids whether calls have ids; where not they are told by their order */
    List<String> said(boolean ids) {
        return ids
                ? said
                : said.stream()
                        .map(line -> line.replaceFirst("^(call|result) call_\\d+ ", "$1  "))
                        .toList();
    }

    static Arbitrary<Conversation> any() {
        Arbitrary<String> texts = Arbitraries.of("Hello", "✓ 日本", "\"quoted\"\nlines", "{\"a\":1}", "a\\b");
        Arbitrary<List<String>> arguments = Arbitraries.of(
                        "{}", "{\"z\":1.50,\"a\":[null,true]}", "{\"town\":\"Łódź\"}")
                .list()
                .ofMaxSize(3);
        Arbitrary<List<Turn>> turns = Combinators.combine(texts, arguments, texts)
                .as(Turn::new)
                .list()
                .ofMaxSize(3);
        return Combinators.combine(
                        Arbitraries.of("", "Be brief."),
                        texts,
                        turns,
                        Arbitraries.integers().between(100, 4_000),
                        Arbitraries.of(0.0, 0.5, 1.0))
                .as(Conversation::of);
    }

    private static Conversation of(String system, String first, List<Turn> turns, int limit, double temperature) {
        List<ChatMessage> messages = new ArrayList<>();
        List<String> said = new ArrayList<>();
        if (!system.isEmpty()) {
            say(messages, said, Role.SYSTEM, system);
        }
        say(messages, said, Role.USER, first);
        int number = 0;
        for (Turn turn : turns) {
            List<ToolCall> calls = new ArrayList<>();
            said.add("assistant " + turn.answer());
            for (String arguments : turn.arguments()) {
                ToolCall call = ToolCall.function("call_" + number++, "find", arguments);
                calls.add(call);
                said.add("call " + call.id() + " find " + arguments);
            }
            messages.add(
                    new ChatMessage(Role.ASSISTANT, List.of(new TextPart(turn.answer())), calls, null, null, "{}"));
            for (ToolCall call : calls) {
                messages.add(new ChatMessage(
                        Role.TOOL, List.of(new TextPart("of " + call.id())), List.of(), call.id(), null, "{}"));
                said.add("result " + call.id() + " of " + call.id());
            }
            say(messages, said, Role.USER, turn.next());
        }
        SamplingParameters sampling = new SamplingParameters(
                null, limit, temperature, null, null, null, List.of(), null, null, null, null, null, null, null, null);
        List<ToolDefinition> tools = List.of(
                new ToolDefinition("find", "Finds", SCHEMA, null, "function", "{}"),
                new ToolDefinition("count", null, SCHEMA, null, "function", "{}"));
        return new Conversation(
                new PromptBody(messages, tools, null, sampling, null, "{}"),
                said,
                List.of("find " + SCHEMA, "count " + SCHEMA),
                limit);
    }

    private static void say(List<ChatMessage> messages, List<String> said, Role role, String text) {
        messages.add(ChatMessage.of(role, text));
        said.add((role == Role.SYSTEM ? "system " : "user ") + text);
    }
}
