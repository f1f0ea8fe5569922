/**
 * The dialect of OpenAI's Responses API, from and to chat's terms: nothing is stored over there, and what a model thought goes
 * back to it as it came. docs/reference/providers.md has the mapping, and what becomes of parameters that the API does not have.
 */
@NullMarked
package io.promptyard.connector.responses;

import org.jspecify.annotations.NullMarked;
