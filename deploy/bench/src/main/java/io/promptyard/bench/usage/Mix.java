package io.promptyard.bench.usage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.promptyard.bench.load.Prompts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** The calls of one run: every dialect as often as any other, each with its own draw of what may change a bill. */
final class Mix {
    private static final int PROMPT_BYTES = 600;
    private static final int TEXTS = 32;
    private static final int STREAMED = 50;
    private static final int TOOLS = 30;
    private static final int CACHED = 40;
    private static final int THOUGHT = 40;
    private static final int BOUNDED = 25;
    private static final int HUNG_UP = 8;
    private static final int USAGE_WANTED = 70;
    private static final int VECTORS = 12;
    private static final int MOST_INPUTS = 5;

    private final Random chance;
    private final Prompts prompts;

    private Mix(long seed) {
        this.chance = new Random(seed);
        this.prompts = Prompts.of(PROMPT_BYTES, TEXTS, chance);
    }

    static List<Ask> of(int calls, long seed) {
        Mix mix = new Mix(seed);
        List<Ask> all = new ArrayList<>();
        AuditedModel[] models = AuditedModel.values();
        for (int number = 0; number < calls; number++) {
            all.add(mix.ask(models[number % models.length], number));
        }
        Collections.shuffle(all, mix.chance);
        return all;
    }

    private Ask ask(AuditedModel model, int number) {
        if (model.embeds() && hits(VECTORS)) {
            return vectors(model, number);
        }
        boolean stream = hits(STREAMED);
        boolean tools = hits(TOOLS);
        ObjectNode body = Json.object().put("model", model.target());
        String text = prompts.text(number) + (tools ? " call tools" : "");
        ObjectNode part = body.putArray("messages")
                .addObject()
                .put("role", "user")
                .putArray("content")
                .addObject()
                .put("type", "text")
                .put("text", text);
        if (tools) {
            tool(body, "find_bread");
            tool(body, "count_vans");
        }
        // A request that uses cached content may not bring tools of its own.
        if (hits(CACHED) && !(tools && model.cache() == AuditedModel.Marks.CONTENT)) {
            mark(model.cache(), body, part);
        }
        if (hits(THOUGHT) && model.effort()) {
            body.put("reasoning_effort", chance.nextBoolean() ? "low" : "medium");
        }
        if (hits(BOUNDED)) {
            body.put("max_completion_tokens", 24 + chance.nextInt(100));
        }
        if (stream) {
            body.put("stream", true);
        }
        if (stream && hits(USAGE_WANTED)) {
            body.putObject("stream_options").put("include_usage", true);
        }
        return new Ask(model.dialect(), "/chat/completions", body.toString(), stream, hits(HUNG_UP));
    }

    private Ask vectors(AuditedModel model, int number) {
        ObjectNode body = Json.object().put("model", model.vectors());
        ArrayNode inputs = body.putArray("input");
        int count = 1 + chance.nextInt(MOST_INPUTS);
        for (int i = 0; i < count; i++) {
            inputs.add(prompts.text(number + i));
        }
        body.put("encoding_format", chance.nextBoolean() ? "base64" : "float");
        return new Ask(model.dialect(), "/embeddings", body.toString(), false, hits(HUNG_UP));
    }

    private static void tool(ObjectNode body, String name) {
        ObjectNode function = body.withArray("tools")
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", name);
        ObjectNode schema = function.putObject("parameters").put("type", "object");
        schema.putObject("properties").putObject("town").put("type", "string");
        schema.putArray("required").add("town");
    }

    private static void mark(AuditedModel.Marks how, ObjectNode body, ObjectNode part) {
        switch (how) {
            case NONE -> {}
            case KEY -> body.put("prompt_cache_key", "audit");
            case PART -> part.putObject("cache_control").put("type", "ephemeral");
            case CONTENT -> body.put("cachedContent", "cachedContents/audit");
        }
    }

    private boolean hits(int percent) {
        return chance.nextInt(100) < percent;
    }

    /**
     * One call of a client.
     *
     * @param path of the gateway, below its version
     * @param hangUp whether the client leaves before the end
     */
    record Ask(String dialect, String path, String body, boolean stream, boolean hangUp) {}
}
