/**
 * The dialect of Cohere's {@code /v2/chat}, from and to OpenAI's terms. docs/reference/providers.md has the mapping, and what
 * becomes of parameters that the API does not have.
 */
@NullMarked
package io.promptyard.connector.cohere;

import org.jspecify.annotations.NullMarked;
