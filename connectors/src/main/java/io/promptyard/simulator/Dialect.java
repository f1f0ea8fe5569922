package io.promptyard.simulator;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A wire language that the simulator speaks. */
public enum Dialect {
    /** {@code POST /v1/chat/completions}, as OpenAI and the many hosts compatible with it. */
    OPENAI,
    /** {@code POST /v1/messages}, as Anthropic. */
    ANTHROPIC,
    /** {@code POST /v1beta/models/<model>:generateContent}, as the Gemini API. */
    GEMINI,
    /** The same below {@code /v1[/projects/<project>/locations/<location>]/publishers/google}, as Vertex AI. */
    VERTEX,
    /** {@code POST /v2/chat}, as Cohere. */
    COHERE,
    /** {@code POST /api/chat}, as Ollama. */
    OLLAMA,
    /** OpenAI's {@code /chat/completions} below {@code /openai/deployments/<name>} or {@code /openai/v1}, as Azure. */
    AZURE,
    /** {@code POST /v1/responses}, as OpenAI. */
    RESPONSES,
    /** {@code POST /model/<id>/converse} and {@code /converse-stream}, as AWS Bedrock. */
    BEDROCK;

    /** The name in scripts and books: lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Dialect> named(String word) {
        return Stream.of(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
