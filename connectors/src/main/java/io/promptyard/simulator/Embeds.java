package io.promptyard.simulator;

import java.util.List;

/**
 * What a valid request for vectors asks for, in no dialect.
 *
 * @param inputs texts, or what stands for tokens
 * @param tokens of each of them
 * @param dimensions of every vector
 * @param base64 whether vectors are wanted as bytes
 */
record Embeds(List<String> inputs, List<Integer> tokens, int dimensions, boolean base64) {
    Embeds {
        inputs = List.copyOf(inputs);
        tokens = List.copyOf(tokens);
    }

    /** Of texts, as numbers. */
    static Embeds of(List<String> texts, int dimensions) {
        return new Embeds(texts, texts.stream().map(Tokens::of).toList(), dimensions, false);
    }

    Ask ask(String model) {
        return Ask.ofEmbeds(
                ModelName.parse(model),
                this,
                tokens.stream().mapToInt(Integer::intValue).sum());
    }

    /** How long a model's vectors are when nobody says, as the services have it; of unknown models short. */
    static int ownDimensions(String model) {
        var name = ModelName.parse(model).base();
        if (name.contains("text-embedding-3-large") || name.contains("gemini-embedding")) {
            return 3072;
        }
        if (name.contains("text-embedding") || name.contains("embed-v4")) {
            return 1536;
        }
        if (name.startsWith("embed-") || name.contains("mxbai") || name.endsWith("lish-v3") || name.contains("titan")) {
            return 1024;
        }
        return name.contains("nomic") ? 768 : 16;
    }
}
