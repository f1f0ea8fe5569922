/**
 * The dialect of Ollama's own {@code /api/chat}, from and to OpenAI's terms: thinking, and prompts that are refused rather than
 * cut. docs/reference/providers.md has the mapping, and what becomes of parameters that the API does not have.
 */
@NullMarked
package io.promptyard.connector.ollama;

import org.jspecify.annotations.NullMarked;
