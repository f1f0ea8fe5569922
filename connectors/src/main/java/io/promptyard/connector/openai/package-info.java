/**
 * The dialect of OpenAI's chat completions, which most hosts speak: OpenAI itself, DeepSeek, Mistral, Qwen, vLLM,
 * Ollama, OpenRouter and others. Lossless both ways: what has no typed place in our records travels in their
 * {@code extra}.
 */
@NullMarked
package io.promptyard.connector.openai;

import org.jspecify.annotations.NullMarked;
