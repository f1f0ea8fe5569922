/**
 * The OpenAI-compatible surface and nothing else: wire formats in both directions, error bodies, event streams. Nested
 * objects of a request keep in {@code extra} what of them has no typed place, under their own name, so that a reader
 * gets the request back by merging {@code extra} deeply into what it writes from the typed fields; answers are written
 * the same way.
 */
@NullMarked
package io.promptyard.gateway.openai;

import org.jspecify.annotations.NullMarked;
