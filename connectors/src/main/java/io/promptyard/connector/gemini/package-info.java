/**
 * The dialect of Gemini's {@code generateContent}, from and to OpenAI's terms, on Google's two hosts: the Gemini API with a
 * key, Vertex AI with a token. docs/reference/providers.md has the mapping, and what becomes of parameters that the API does
 * not have.
 */
@NullMarked
package io.promptyard.connector.gemini;

import org.jspecify.annotations.NullMarked;
