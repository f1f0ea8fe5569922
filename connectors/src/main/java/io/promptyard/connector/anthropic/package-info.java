/**
 * The dialect of Anthropic's Messages API, from and to OpenAI's terms. docs/reference/providers.md has the mapping, and
 * what becomes of parameters that the API does not have.
 */
@NullMarked
package io.promptyard.connector.anthropic;

import org.jspecify.annotations.NullMarked;
